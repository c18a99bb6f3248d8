//! More data repository associations than a file system can have.
//!
//! FSx allows eight for a file system.
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
//!       DataRepositoryAssociations:
//!         - { Name: d1, DataRepositoryPath: s3://data/1, FileSystemPath: /1 }
//!         - { Name: d2, DataRepositoryPath: s3://data/2, FileSystemPath: /2 }
//!         - { Name: d3, DataRepositoryPath: s3://data/3, FileSystemPath: /3 }
//!         - { Name: d4, DataRepositoryPath: s3://data/4, FileSystemPath: /4 }
//!         - { Name: d5, DataRepositoryPath: s3://data/5, FileSystemPath: /5 }
//!         - { Name: d6, DataRepositoryPath: s3://data/6, FileSystemPath: /6 }
//!         - { Name: d7, DataRepositoryPath: s3://data/7, FileSystemPath: /7 }
//!         - { Name: d8, DataRepositoryPath: s3://data/8, FileSystemPath: /8 }
//!         - { Name: d9, DataRepositoryPath: s3://data/9, FileSystemPath: /9 }
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
//!         - { Name: data, DataRepositoryPath: s3://data, FileSystemPath: /data }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-too-many-associations",
    severity: Severity::Error,
    official: Some("FsxDraValidator"),
    check: Check::FsxLustreSettings(check),
};

const MOST: usize = 8;

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let count = lustre.data_repository_associations.as_ref()?.len();
    (count > MOST).then(|| {
        Finding::new(format!("a file system has at most {MOST} data repository associations, not {count}"))
            .at(lustre.key("DataRepositoryAssociations").index(MOST), "the first one too many")
            .help("link a directory further up in the bucket, so that fewer do")
    })
}
