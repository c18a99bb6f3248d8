//! A throughput that a file system on SSD does not have.
//!
//! For every TiB, `PERSISTENT_1` gives 50, 100 or 200 MB/s and `PERSISTENT_2` 125, 250, 500 or 1,000. On a scratch file
//! system, which has nothing to choose, the official tool stumbles over the question and refuses any throughput.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 200
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//!       DeploymentType: SCRATCH_2
//!       PerUnitStorageThroughput: 200
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{FsxLustreSettings, FsxStorageType};
use crate::rules::lustre::{file_system_of, one_of, with_deployment_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-ssd-throughput",
    severity: Severity::Error,
    official: Some("FsxStorageTypeOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let throughput = lustre.per_unit_storage_throughput.filter(|throughput| throughput.get() != 0)?;
    let is_ssd = lustre.storage_type != Some(FsxStorageType::Hdd);
    let deployment = lustre.deployment_type()?;
    let choices = deployment.ssd_throughputs();
    if !is_ssd || choices.contains(&throughput.get()) {
        return None;
    }
    let (label, help) = if choices.is_empty() {
        ("this type has nothing to choose".to_owned(), "remove `PerUnitStorageThroughput`".to_owned())
    } else {
        let choices = one_of(choices);
        (format!("this must be {choices}"), format!("set `PerUnitStorageThroughput` to {choices}"))
    };
    let finding =
        Finding::new(format!("{} cannot have {throughput} MB/s per TiB", file_system_of(deployment, lustre)))
            .at(lustre.key("PerUnitStorageThroughput"), label)
            .decided_by(lustre.key("StorageType"))
            .decided_by(lustre.key("BackupId"))
            .help(help);
    Some(with_deployment_type(lustre, finding, "this is the type"))
}
