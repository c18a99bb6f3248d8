//! A new file system of the first generation of FSx for Lustre.
//!
//! `SCRATCH_1` cannot grow, has less throughput in bursts and does not encrypt in transit; `SCRATCH_2` costs the same
//! (FSx documentation: deployment options, and AWS re:Post on scratch file systems).
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 3600
//!       DeploymentType: SCRATCH_1
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 2400
//!       DeploymentType: SCRATCH_2
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{DeploymentType, FsxLustreSettings};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-scratch-1",
    severity: Severity::Info,
    official: None,
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    (lustre.deployment_type == Some(DeploymentType::Scratch1)).then(|| {
        Finding::new("`SCRATCH_1` cannot grow and does not encrypt in transit")
            .at(lustre.key("DeploymentType"), "the first generation")
            .help("take `SCRATCH_2`, which costs the same, or `PERSISTENT_2` for data that has to last")
    })
}
