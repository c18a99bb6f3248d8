//! An operating system without an official image, and no image of one's own.
//!
//! ParallelCluster supports Rocky Linux but publishes no images with it: one has to be built with `pcluster build-image`.
//! It must be that of the whole cluster; one for the head node alone does not count.
//!
//! ```yaml fires
//! Image:
//!   Os: rocky9
//! ```
//!
//! ```yaml quiet
//! Image:
//!   Os: rocky9
//!   CustomAmi: ami-0a1b2c3d4e5f60718
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, Os};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "no-official-image",
    severity: Severity::Error,
    official: Some("OsCustomAmiValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let image = &cluster.image;
    let is_unpublished = matches!(image.os, Os::Rocky8 | Os::Rocky9);
    (is_unpublished && image.custom_ami.as_ref().is_none_or(|ami| ami.as_str().is_empty())).then(|| {
        let section = cluster.key("Image");
        Finding::new(format!("there is no official image with `{}`", image.os.as_str()))
            .at(section.key("Os"), "")
            .decided_by(section.key("CustomAmi"))
            .help("build an image with `pcluster build-image`, and name it as `CustomAmi`")
    })
}
