//! A persistent file system without its throughput.
//!
//! `PERSISTENT_1` and `PERSISTENT_2` are bought with a throughput for every TiB; there is no default.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//!       DeploymentType: PERSISTENT_2
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
use crate::rules::lustre::one_of;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-throughput-missing",
    severity: Severity::Error,
    official: Some("FsxPersistentOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let deployment = lustre.deployment_type.filter(|deployment| deployment.is_persistent())?;
    if lustre.per_unit_storage_throughput.is_some_and(|throughput| throughput.get() != 0) {
        return None;
    }
    let is_hdd = lustre.storage_type == Some(FsxStorageType::Hdd);
    let choice = if is_hdd { "12 or 40".to_owned() } else { one_of(deployment.ssd_throughputs()) };
    let finding = Finding::new(format!("a `{}` file system needs a throughput", deployment.as_str()))
        .at(lustre.key("DeploymentType"), "`PerUnitStorageThroughput` is missing beside this")
        .decided_by(lustre.key("PerUnitStorageThroughput"))
        .decided_by(lustre.key("StorageType"))
        .help(format!("add `PerUnitStorageThroughput`: {choice} MB/s per TiB"));
    Some(finding)
}
