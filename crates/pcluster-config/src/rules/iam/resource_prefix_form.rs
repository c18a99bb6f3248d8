//! A prefix for roles and policies that IAM would not take.
//!
//! `ResourcePrefix` is a path such as `/research/`, the start of names such as `cluster-`, or both.
//!
//! ```yaml fires
//! Iam:
//!   ResourcePrefix: research team
//! ```
//!
//! ```yaml quiet
//! Iam:
//!   ResourcePrefix: /research/cluster-
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::{Fit, Pattern};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "resource-prefix-form",
    severity: Severity::Error,
    official: Some("IamResourcePrefixValidator"),
    check: Check::Cluster(check),
};

/// What follows a path is not looked at.
static WITH_PATH: Pattern = Pattern::new("^(/[a-zA-Z0-9_.,+@=-]+)+/");
static NAME: Pattern = Pattern::new("^[a-zA-Z0-9_.,+@=-]+$");

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let prefix = cluster.iam.as_ref()?.resource_prefix.as_deref()?;
    let fits = prefix.is_empty() || [&WITH_PATH, &NAME].iter().any(|pattern| pattern.fit(prefix) != Fit::No);
    (!fits).then(|| {
        Finding::new(format!("`{prefix}` cannot be the prefix of roles and policies"))
            .at(cluster.key("Iam").key("ResourcePrefix"), "")
            .help("write a path `/PATH/`, the start of a name, or `/PATH/NAME`, of letters, digits and `_.,+@=-`")
    })
}
