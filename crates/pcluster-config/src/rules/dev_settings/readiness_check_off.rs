//! No check that all nodes are ready before a cluster counts as created or updated.
//!
//! Creation and update then succeed although some nodes may not have the configuration that they should have.
//!
//! ```yaml fires
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"cluster_readiness_check_enabled": false}}'
//! ```
//!
//! ```yaml fires
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"cluster_readiness_check_ignore_failure": true}}'
//! ```
//!
//! ```yaml quiet
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"cluster_readiness_check_enabled": true}}'
//! ```

use crate::diagnostic::Severity;
use crate::model::Cookbook;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "readiness-check-off",
    severity: Severity::Warning,
    official: Some("ExtraChefAttributesValidator"),
    check: Check::CookbookEach(check),
};

/// The attributes that turn the check off, each with the value that does.
const ATTRIBUTES: [(&str, bool); 2] =
    [("cluster_readiness_check_enabled", false), ("cluster_readiness_check_ignore_failure", true)];

fn check(cookbook: &At<'_, Cookbook>, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(attributes) = super::attributes(cookbook) else { return Vec::new() };
    let known = &facts.of_release().chef_attributes.booleans;
    let off = ATTRIBUTES.iter().filter(|(name, off)| {
        let value = super::attribute(&attributes, &[name]).and_then(super::truth);
        value == Some(*off) && known.iter().any(|known| known == name)
    });
    let found = off.map(|(name, value)| {
        Finding::new("the cluster counts as ready although some of its nodes may not be")
            .at(cookbook.key("ExtraChefAttributes"), format!("`{name}` is {value}"))
            .help("remove the attribute once you have found out why nodes are not ready")
    });
    found.collect()
}
