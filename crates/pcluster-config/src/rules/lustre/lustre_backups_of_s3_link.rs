//! Automatic backups of a file system that is linked to S3.
//!
//! FSx makes none of file systems that are linked to S3 with `ImportPath` or `ExportPath`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_1
//!       PerUnitStorageThroughput: 200
//!       AutomaticBackupRetentionDays: 14
//!       ImportPath: s3://training-data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_1
//!       PerUnitStorageThroughput: 200
//!       ImportPath: s3://training-data
//!       ExportPath: s3://training-data/results
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::filled;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-backups-of-s3-link",
    severity: Severity::Error,
    official: Some("FsxBackupOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    lustre.automatic_backup_retention_days.filter(|days| days.get() != 0)?;
    let links = [
        ("ImportPath", filled(lustre.import_path.as_ref()).is_some()),
        ("ExportPath", filled(lustre.export_path.as_ref()).is_some()),
        ("AutoImportPolicy", lustre.auto_import_policy.is_some()),
        ("ImportedFileChunkSize", lustre.imported_file_chunk_size.is_some_and(|size| size.get() != 0)),
    ];
    let (link, _) = links.into_iter().find(|(_, given)| *given)?;
    Some(
        Finding::new("a file system that is linked to S3 has no automatic backups")
            .at(lustre.key("AutomaticBackupRetentionDays"), "this asks for backups")
            .and(lustre.key(link), "this belongs to a link to S3")
            .help("remove `AutomaticBackupRetentionDays`: with `ExportPath` the files can be kept in S3"),
    )
}
