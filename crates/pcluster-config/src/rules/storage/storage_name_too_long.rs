//! The name of shared storage with more than 30 characters.
//!
//! A limit of ParallelCluster, which holds for the names of data repository associations as well.
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
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-name-too-long",
    severity: Severity::Error,
    official: Some("SharedStorageNameValidator"),
    check: Check::StorageName(check),
};

/// Characters that a name may have.
const MOST: usize = 30;

fn check(name: &At<'_, str>, _: &Facts<'_>) -> Option<Finding> {
    let text = name.value();
    // No text has more characters than bytes.
    let length = if text.len() > MOST { text.chars().count() } else { 0 };
    (length > MOST).then(|| {
        Finding::new(format!("the name of shared storage has at most {MOST} characters"))
            .at(name.path(), format!("{length} characters"))
            .help("choose a shorter name")
    })
}
