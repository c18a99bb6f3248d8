//! A prefix for roles and policies that is too long.
//!
//! The names that ParallelCluster makes leave 30 characters for the start of a name; IAM allows 512 characters for a path.
//!
//! ```yaml fires
//! Iam:
//!   ResourcePrefix: large-language-model-research-group-
//! ```
//!
//! ```yaml quiet
//! Iam:
//!   ResourcePrefix: /large-language-model-research-group/cluster-
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "resource-prefix-length",
    severity: Severity::Error,
    official: Some("IamResourcePrefixValidator"),
    check: Check::Cluster(check),
};

/// In characters.
const MAX_NAME: usize = 30;
/// In characters, with the slashes.
const MAX_PATH: usize = 512;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let prefix = cluster.iam.as_ref()?.resource_prefix.as_deref()?;
    let (path, name) = prefix.split_at(prefix.rfind('/').map_or(0, |slash| slash + 1));
    let (path, name) = (path.chars().count(), name.chars().count());
    let (what, max, length) = if name > MAX_NAME {
        ("start of a name", MAX_NAME, name)
    } else if path > MAX_PATH {
        ("path", MAX_PATH, path)
    } else {
        return None;
    };
    Some(
        Finding::new(format!("the {what} in `ResourcePrefix` has at most {max} characters"))
            .at(cluster.key("Iam").key("ResourcePrefix"), format!("{length} characters"))
            .help("shorten it; a path between slashes may be longer than the start of a name"),
    )
}
