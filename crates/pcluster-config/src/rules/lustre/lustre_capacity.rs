//! A size that a Lustre file system cannot have.
//!
//! Sizes come in steps that depend on the type: 1,200 GiB and multiples of 2,400 for `SCRATCH_2` and for persistent file
//! systems on SSD; 1,200, 2,400 and multiples of 3,600 for `SCRATCH_1`; on hard disks multiples of 6,000 with 12 MB/s per
//! TiB, and multiples of 1,800 with 40.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 5000
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_1
//!       StorageType: HDD
//!       PerUnitStorageThroughput: 40
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{DeploymentType, FsxLustreSettings, FsxStorageType};
use crate::rules::lustre::file_system_of;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::Int;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-capacity",
    severity: Severity::Error,
    official: Some("FsxStorageCapacityValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let capacity = lustre.storage_capacity.filter(|capacity| capacity.get() != 0)?.wide();
    if lustre.file_system_id.is_some() || lustre.backup_id.is_some() {
        return None;
    }
    let (small, step) = sizes(lustre)?;
    // A negative multiple passes, as it does in the official tool.
    if small.contains(&capacity) || capacity % step == 0 {
        return None;
    }
    let sizes: Vec<String> = small.iter().map(i128::to_string).collect();
    let sizes = if sizes.is_empty() { String::new() } else { format!("{}, or ", sizes.join(", ")) };
    let is_hdd = lustre.storage_type == Some(FsxStorageType::Hdd);
    let (file_system, disks) = (
        file_system_of(lustre.deployment_type()?, lustre),
        if is_hdd && lustre.deployment_type.is_some() { " on hard disks" } else { "" },
    );
    let finding = Finding::new(format!("{file_system}{disks} cannot have {capacity} GiB"))
        .at(lustre.key("StorageCapacity"), format!("this must be {sizes}a multiple of {step}"))
        .help(nearest(capacity, small, step));
    let deciding = [
        ("DeploymentType", lustre.deployment_type.is_some()),
        ("StorageType", lustre.storage_type.is_some()),
        ("PerUnitStorageThroughput", lustre.per_unit_storage_throughput.is_some()),
    ];
    Some(deciding.into_iter().fold(finding, |finding, (key, written)| {
        let shown = written && (key == "DeploymentType" || is_hdd);
        let path = lustre.key(key);
        if shown { finding.and(path, "the sizes depend on this") } else { finding.decided_by(path) }
    }))
}

/// The sizes that there are, in GiB: some small ones, and multiples of a step. `None` where nothing is known.
fn sizes(lustre: &FsxLustreSettings) -> Option<(&'static [i128], i128)> {
    let throughput = lustre.per_unit_storage_throughput.map(Int::get);
    let is_hdd = lustre.storage_type == Some(FsxStorageType::Hdd);
    match lustre.deployment_type()? {
        DeploymentType::Scratch1 => Some((&[1200, 2400], 3600)),
        DeploymentType::Persistent1 if is_hdd => match throughput {
            Some(12) => Some((&[], 6000)),
            Some(40) => Some((&[], 1800)),
            _ => None,
        },
        DeploymentType::Scratch2 | DeploymentType::Persistent1 | DeploymentType::Persistent2 => {
            Some((&[1200], 2400))
        }
    }
}

/// The next smaller and the next greater size, in words.
fn nearest(capacity: i128, small: &[i128], step: i128) -> String {
    let below = small.iter().copied().filter(|size| *size < capacity).max();
    let below = below.max(Some(capacity.saturating_sub(capacity.rem_euclid(step)))).filter(|size| *size > 0);
    let above = small.iter().copied().filter(|size| *size > capacity).min();
    let above = above.unwrap_or(i128::MAX).min((capacity.div_euclid(step).max(0) + 1).saturating_mul(step));
    match below {
        Some(below) => format!("set it to {below} or {above}, the nearest sizes"),
        None => format!("set it to {above}, the smallest size"),
    }
}
