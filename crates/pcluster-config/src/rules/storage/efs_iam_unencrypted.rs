//! IAM authorization on EFS without encryption in transit.
//!
//! Credentials are only sent through TLS.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       IamAuthorization: true
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       IamAuthorization: true
//!       EncryptionInTransit: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::EfsSettings;
use crate::rules::storage::with_encryption_in_transit;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efs-iam-unencrypted",
    severity: Severity::Error,
    official: Some("EfsMountOptionsValidator"),
    check: Check::EfsSettings(check),
};

fn check(efs: &At<'_, EfsSettings>, _: &Facts<'_>) -> Option<Finding> {
    (efs.iam_authorization() && !efs.encryption_in_transit()).then(|| {
        let finding = Finding::new("IAM authorization needs encryption in transit")
            .at(efs.key("IamAuthorization"), "this works through TLS only")
            .help("write `EncryptionInTransit: true`, or remove `IamAuthorization`");
        with_encryption_in_transit(efs, finding)
    })
}
