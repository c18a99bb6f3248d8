//! The name of a storage with more than 30 characters.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: checkpoints-of-the-language-models
//!     StorageType: Efs
//!     MountDir: /checkpoints
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: checkpoints
//!     StorageType: Efs
//!     MountDir: /checkpoints
//! ```

use crate::diagnostic::Severity;
use crate::rules::storage::names;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-name-too-long",
    severity: Severity::Error,
    official: Some("SharedStorageNameValidator"),
    check: Check::SharedStorageEach(check),
};

/// Characters that a name may have.
const MOST: usize = 30;

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let findings = names(storage).filter_map(|(name, place)| {
        // No text has more characters than bytes.
        let length = if name.len() > MOST { name.chars().count() } else { 0 };
        (length > MOST).then(|| {
            Finding::new(format!("the name `{name}` is too long"))
                .at(place, format!("this has {length} characters, {MOST} are the most"))
                .help("choose a shorter name")
        })
    });
    findings.collect()
}
