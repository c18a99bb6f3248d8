//! The name of shared storage with characters that a tag cannot have.
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
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-name-characters",
    severity: Severity::Error,
    official: Some("SharedStorageNameValidator"),
    check: Check::StorageName(check),
};

fn check(name: &At<'_, str>, _: &Facts<'_>) -> Option<Finding> {
    let text = name.value();
    // The official pattern ends with `$`, which lets a line break through.
    let text = text.strip_suffix('\n').unwrap_or(text);
    let wrong = text.chars().find(|character| !is_allowed(*character))?;
    let what = if wrong.is_whitespace() { "a blank".to_owned() } else { format!("`{wrong}`") };
    Some(
        Finding::new(format!("the name `{text}` cannot be a tag"))
            .at(name.path(), format!("{what} cannot be in it"))
            .help("use letters, digits and `+ - = . _ : @ /`"),
    )
}

/// The official tool refuses vowel signs of scripts such as Devanagari as well, which count as letters here.
fn is_allowed(character: char) -> bool {
    character.is_alphanumeric() || "+-=._:@/".contains(character)
}
