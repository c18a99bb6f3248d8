//! An access point of EFS without encryption in transit.
//!
//! EFS lets access points be used through TLS only.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//!       AccessPointId: fsap-0123456789abcdef0
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//!       AccessPointId: fsap-0123456789abcdef0
//!       EncryptionInTransit: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::EfsSettings;
use crate::rules::storage::with_encryption_in_transit;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efs-access-point-unencrypted",
    severity: Severity::Error,
    official: Some("EfsAccessPointOptionsValidator"),
    check: Check::EfsSettings(check),
};

fn check(efs: &At<'_, EfsSettings>, _: &Facts<'_>) -> Option<Finding> {
    efs.access_point_id.as_ref()?;
    (!efs.encryption_in_transit()).then(|| {
        let finding = Finding::new("an access point needs encryption in transit")
            .at(efs.key("AccessPointId"), "this is used through TLS only")
            .help("write `EncryptionInTransit: true`");
        with_encryption_in_transit(efs, finding)
    })
}
