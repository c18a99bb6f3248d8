//! A credential in the value of a tag.
//!
//! Tags are no place for secrets: everyone who may describe an instance sees them, and they are copied to volumes,
//! snapshots and bills.
//!
//! ```yaml fires
//! Tags:
//!   - Key: wandb-sync
//!     Value: ghp_0123456789abcdefghijklmnopqrstuvwxyz
//! ```
//!
//! ```yaml quiet
//! Tags:
//!   - Key: wandb-secret
//!     Value: wandb-sync-token
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, TagView};

use super::credential_in;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "secret-in-tag",
    severity: Severity::Warning,
    official: None,
    check: Check::TagsEach(check),
};

fn check(view: &At<'_, TagView<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    let found = view.tags.iter().enumerate().filter_map(|(index, tag)| {
        let what = credential_in(&tag.value)?;
        Some(
            Finding::new(format!("the tag `{}` holds {what}", tag.key))
                .at(view.path().index(index).key("Value"), "")
                .help("keep it in Secrets Manager, and make a new one: this one is known now"),
        )
    });
    found.collect()
}
