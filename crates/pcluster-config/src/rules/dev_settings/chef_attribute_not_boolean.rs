//! An attribute for the cookbook that must be true or false and is neither.
//!
//! Either of the two may stand in quotes.
//!
//! ```yaml fires
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"cluster_readiness_check_enabled": "no"}}'
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
    id: "chef-attribute-not-boolean",
    severity: Severity::Error,
    official: Some("ExtraChefAttributesValidator"),
    check: Check::CookbookEach(check),
};

fn check(cookbook: &At<'_, Cookbook>, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(attributes) = super::attributes(cookbook) else { return Vec::new() };
    let names = facts.of_release().chef_attributes.booleans.iter();
    let wrong = names.filter_map(|name| {
        let value = super::attribute(&attributes, &[name])?;
        super::truth(value).is_none().then(|| {
            Finding::new(format!("the attribute `cluster.{name}` is neither true nor false"))
                .at(cookbook.key("ExtraChefAttributes"), format!("it is `{value}`"))
                .help("write `true` or `false`")
        })
    });
    wrong.collect()
}
