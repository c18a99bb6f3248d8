//! A tag with the prefix that ParallelCluster keeps for itself.
//!
//! ```yaml fires
//! Tags:
//!   - Key: parallelcluster:team
//!     Value: research
//! ```
//!
//! ```yaml quiet
//! Tags:
//!   - Key: team
//!     Value: research
//!   - Key: parallelcluster:custom_resource
//!     Value: mine
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{At, Check, Facts, Finding, RuleDef, TagView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reserved-tag",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Tags(check),
};

/// The one name with the prefix that may be set.
const EXCEPTION: &str = "parallelcluster:custom_resource";

fn check(list: &At<'_, TagView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let (index, tag) = list
        .tags
        .iter()
        .enumerate()
        .find(|(_, tag)| tag.key.starts_with("parallelcluster:") && tag.key != EXCEPTION)?;
    let finding = Finding::new(format!("the tag `{}` has a reserved prefix", tag.key))
        .at(list.path(), "")
        .and(list.path().index(index).key("Key"), "`parallelcluster:` is reserved")
        .help("choose another prefix");
    Some(finding)
}
