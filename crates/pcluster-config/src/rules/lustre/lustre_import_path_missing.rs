//! Settings of a link to S3 without the `ImportPath` that makes it.
//!
//! A file system is linked to the place that `ImportPath` names; files are exported to a place in the same bucket.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       ExportPath: s3://training-data/results
//!       ImportedFileChunkSize: 1024
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       ImportPath: s3://training-data
//!       ExportPath: s3://training-data/results
//!       ImportedFileChunkSize: 1024
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::filled;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-import-path-missing",
    severity: Severity::Error,
    official: Some("FsxS3Validator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    if filled(lustre.import_path.as_ref()).is_some() {
        return None;
    }
    let settings = [
        ("ExportPath", filled(lustre.export_path.as_ref()).is_some()),
        ("AutoImportPolicy", lustre.auto_import_policy.is_some()),
        ("ImportedFileChunkSize", lustre.imported_file_chunk_size.is_some_and(|size| size.get() != 0)),
    ];
    let mut given = settings.into_iter().filter_map(|(key, given)| given.then_some(key));
    let first = given.next()?;
    let finding = Finding::new(format!("`{first}` needs an `ImportPath`"))
        .at(lustre.key(first), "this belongs to a link to S3")
        .decided_by(lustre.key("ImportPath"))
        .help("add `ImportPath: s3://...`, or remove what belongs to it");
    Some(given.fold(finding, |finding, key| finding.and(lustre.key(key), "and so does this")))
}
