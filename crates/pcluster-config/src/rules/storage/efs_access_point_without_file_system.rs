//! An access point without the file system that it belongs to.
//!
//! A new file system has no access points yet.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       AccessPointId: fsap-0123456789abcdef0
//!       EncryptionInTransit: true
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
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efs-access-point-without-file-system",
    severity: Severity::Error,
    official: Some("EfsAccessPointOptionsValidator"),
    check: Check::EfsSettings(check),
};

fn check(efs: &At<'_, EfsSettings>, _: &Facts<'_>) -> Option<Finding> {
    let access_point = efs.access_point_id.as_ref()?;
    efs.file_system_id.is_none().then(|| {
        Finding::new("a new file system has no access points")
            .at(efs.key("AccessPointId"), "`FileSystemId` is missing beside this")
            .decided_by(efs.key("FileSystemId"))
            .help(format!("add the `FileSystemId` that `{access_point}` belongs to"))
    })
}
