//! Automatic import that names no bucket.
//!
//! The official tool looks up the region of the bucket that is imported from, and fails where the path holds none.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       AutoImportPolicy: NEW_CHANGED
//! ```
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
//!         - Name: data
//!           DataRepositoryPath: training-data
//!           FileSystemPath: /data
//!           AutoImportPolicy: [NEW]
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       AutoImportPolicy: NEW_CHANGED
//!       ImportPath: s3://training-data
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::bucket;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-auto-import-without-bucket",
    severity: Severity::Error,
    official: Some("FsxAutoImportValidator"),
    check: Check::FsxLustreSettingsEach(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Vec<Finding> {
    let finding = || {
        Finding::new("nothing says from which bucket files are imported")
            .help("write the place in S3 as `s3://bucket/prefix`")
    };
    let mut findings = Vec::new();
    if lustre.auto_import_policy.is_some() && lustre.import_path.as_deref().and_then(bucket).is_none() {
        let finding = finding().at(lustre.key("AutoImportPolicy"), "this needs a bucket");
        findings.push(match lustre.import_path {
            Some(_) => finding.and(lustre.key("ImportPath"), "there is none in this"),
            None => finding.decided_by(lustre.key("ImportPath")),
        });
    }
    let associations = lustre.data_repository_associations.iter().flatten().enumerate();
    for (index, association) in associations {
        if association.auto_import_policy.is_some() && bucket(&association.data_repository_path).is_none() {
            let place = lustre.key("DataRepositoryAssociations").index(index);
            let finding = finding()
                .at(place.key("AutoImportPolicy"), "this needs a bucket")
                .and(place.key("DataRepositoryPath"), "there is none in this");
            findings.push(finding);
        }
    }
    findings
}
