//! Instance metadata that answers without a token (version 1 of the service).
//!
//! Any program on a node that can be made to fetch a URL, such as a notebook or a web service, then hands out the
//! credentials of the node's role. `v2.0`, the default since release 3.7, wants a session token first.
//!
//! ```yaml fires
//! Imds:
//!   ImdsSupport: v1.0
//! ```
//!
//! ```yaml quiet
//! Imds:
//!   ImdsSupport: v2.0
//! ```

use crate::diagnostic::Severity;
use crate::model::ImdsSupport;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "imds-without-token",
    severity: Severity::Warning,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    (cluster.imds.as_ref()?.imds_support() == ImdsSupport::V1).then(|| {
        Finding::new("the metadata service of all nodes gives out credentials without asking for a token")
            .at(cluster.key("Imds").key("ImdsSupport"), "IMDSv1 is on")
            .help("write `v2.0` once the scripts of the nodes fetch a token first")
    })
}
