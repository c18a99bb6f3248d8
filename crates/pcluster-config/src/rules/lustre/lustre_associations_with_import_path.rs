//! Data repository associations beside the older way to link a file system to S3.
//!
//! A file system has either `DataRepositoryAssociations` or one `ImportPath` with its `ExportPath`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//!       ImportPath: s3://training-data
//!       DataRepositoryAssociations:
//!         - Name: datasets
//!           DataRepositoryPath: s3://datasets
//!           FileSystemPath: /datasets
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//!       DataRepositoryAssociations:
//!         - Name: training-data
//!           DataRepositoryPath: s3://training-data
//!           FileSystemPath: /training-data
//!         - Name: datasets
//!           DataRepositoryPath: s3://datasets
//!           FileSystemPath: /datasets
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::filled;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-associations-with-import-path",
    severity: Severity::Error,
    official: Some("FsxDraValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let associations = lustre.data_repository_associations.as_ref()?;
    let paths = [("ImportPath", &lustre.import_path), ("ExportPath", &lustre.export_path)];
    let mut given = paths.into_iter().filter(|(_, path)| filled(path.as_ref()).is_some()).map(|(key, _)| key);
    let first = given.next().filter(|_| !associations.is_empty())?;
    let finding = Finding::new(format!("`{first}` and `DataRepositoryAssociations` exclude each other"))
        .at(lustre.key(first), "this is the older way to link a file system to S3")
        .and(lustre.key("DataRepositoryAssociations"), "this is the newer one")
        .help("write the path as another association");
    Some(given.fold(finding, |finding, key| finding.and(lustre.key(key), "and this")))
}
