//! The same tag twice in one list.
//!
//! ```yaml fires
//! Tags:
//!   - Key: team
//!     Value: research
//!   - Key: team
//!     Value: production
//! ```
//!
//! ```yaml quiet
//! Tags:
//!   - Key: team
//!     Value: research
//!   - Key: Team
//!     Value: production
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{At, Check, Facts, Finding, RuleDef, TagView};
use std::collections::HashMap;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-tag",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Tags(check),
};

fn check(list: &At<'_, TagView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    if !list.unique {
        return None;
    }
    let mut seen = HashMap::new();
    for (index, tag) in list.tags.iter().enumerate() {
        if let Some(first) = seen.insert(&tag.key, index) {
            let key = |index| list.path().index(index).key("Key");
            let finding = Finding::new(format!("the tag `{}` stands twice", tag.key))
                .at(list.path(), "")
                .and(key(first), "once")
                .and(key(index), "and once more")
                .help("remove one of them");
            return Some(finding);
        }
    }
    None
}
