//! The name of a storage with characters that a tag cannot have.
//!
//! The name becomes the value of a tag: letters and digits of all scripts and `+ - = . _ : @ /`, but no blanks.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: training data
//!     StorageType: Efs
//!     MountDir: /data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: training-data
//!     StorageType: Efs
//!     MountDir: /data
//! ```

use crate::diagnostic::Severity;
use crate::rules::storage::names;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-name-characters",
    severity: Severity::Error,
    official: Some("SharedStorageNameValidator"),
    check: Check::SharedStorageEach(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let findings = names(storage).filter_map(|(name, place)| {
        // The official pattern ends with `$`, which lets a line break through.
        let text = name.strip_suffix('\n').unwrap_or(name);
        let wrong = text.chars().find(|character| !is_allowed(*character))?;
        let what = if wrong.is_whitespace() { "a blank".to_owned() } else { format!("`{wrong}`") };
        Some(
            Finding::new(format!("the name `{name}` cannot be a tag"))
                .at(place, format!("{what} cannot be in it"))
                .help("use letters, digits and `+ - = . _ : @ /`"),
        )
    });
    findings.collect()
}

fn is_allowed(character: char) -> bool {
    character.is_alphanumeric() || "+-=._:@/".contains(character)
}
