//! In-place updates turned off.
//!
//! Every update of the cluster then replaces the compute and login nodes, as `QueueUpdateStrategy` says, where it could have changed
//! them in place. Releases 3.14.1 to 3.15.1 have the attribute.
//!
//! ```yaml fires 3.15.1
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"in_place_update_on_fleet_enabled": false}}'
//! ```
//!
//! ```yaml quiet 3.15.1
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"in_place_update_on_fleet_enabled": true}}'
//! ```

use crate::diagnostic::Severity;
use crate::model::Cookbook;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "in-place-updates-off",
    severity: Severity::Warning,
    official: Some("ExtraChefAttributesValidator"),
    check: Check::Cookbook(check),
};

const ATTRIBUTE: &str = "in_place_update_on_fleet_enabled";

fn check(cookbook: &At<'_, Cookbook>, facts: &Facts<'_>) -> Option<Finding> {
    let attributes = super::attributes(cookbook)?;
    let known = facts.of_release().chef_attributes.booleans.iter().any(|name| name == ATTRIBUTE);
    let off = super::attribute(&attributes, &[ATTRIBUTE]).and_then(super::truth) == Some(false);
    (known && off).then(|| {
        Finding::new("an update of the cluster will replace its compute and login nodes")
            .at(cookbook.key("ExtraChefAttributes"), format!("`{ATTRIBUTE}` is false"))
            .help("remove the attribute, unless that is meant")
    })
}
