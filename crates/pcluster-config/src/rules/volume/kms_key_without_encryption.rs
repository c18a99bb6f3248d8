//! A KMS key for storage that is not encrypted.
//!
//! The key would encrypt nothing. EFS file systems and the root volume of an image are only encrypted with
//! `Encrypted: true`, shared EBS volumes unless it is `false`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
//! ```
//!
//! ```yaml fires image
//! Image:
//!   RootVolume:
//!     Encrypted: false
//!     KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       Encrypted: true
//!       KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, KmsKeyView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "kms-key-without-encryption",
    severity: Severity::Error,
    official: Some("KmsKeyIdEncryptedValidator"),
    check: Check::KmsKey(check),
};

fn check(key: &At<'_, KmsKeyView>, _: &Facts<'_>) -> Option<Finding> {
    if key.encrypted.unwrap_or(key.by_default) {
        return None;
    }
    let finding = Finding::new("there is a KMS key for storage that is not encrypted")
        .help("write `Encrypted: true`, or remove `KmsKeyId`");
    let encrypted = key.key("Encrypted");
    Some(match key.encrypted {
        Some(_) => finding
            .at(encrypted, "the storage is not encrypted")
            .and(key.key("KmsKeyId"), "this key would encrypt nothing"),
        None => finding.at(key.key("KmsKeyId"), "this key would encrypt nothing").decided_by(encrypted),
    })
}
