//! An operating system that later releases do not support.
//!
//! Releases drop an operating system near the end of its life. A cluster cannot change its system in an update: it has
//! to be made anew, and what was installed on it as well.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: alinux2
//! ```
//!
//! ```yaml quiet 3.14.0
//! Image:
//!   Os: alinux2023
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "operating-system-goes-away",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    let os = cluster.image.os.as_str();
    let gone = facts.choice_ends("Image.Os", os)?;
    Some(
        Finding::new(format!("ParallelCluster does not support `{os}` from release {gone} on"))
            .at(cluster.key("Image").key("Os"), format!("known in {}, gone in {gone}", facts.release))
            .help("make new clusters with a system that stays, such as `alinux2023` or `ubuntu2404`"),
    )
}
