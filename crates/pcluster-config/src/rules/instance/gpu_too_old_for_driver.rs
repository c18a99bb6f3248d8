//! GPUs that the driver of the official image does not support.
//!
//! The official images hold NVIDIA's open kernel modules, which need a GPU of the Turing generation or newer.
//! Those of g2, g3, p2 and p3 are older.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: g3
//!           InstanceType: g3.4xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: g4dn
//!           InstanceType: g4dn.4xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Image: { CustomAmi: ami-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: g3
//!           InstanceType: g3.4xlarge
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, RuleDef};

use super::starts_from_official_image;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "gpu-too-old-for-driver",
    severity: Severity::Error,
    official: Some("InstanceTypeBaseAMICompatibleValidator"),
    check: Check::InstanceType(check),
};

/// Families with GPUs before the Turing generation.
const OLD: [&str; 6] = ["g2", "g3", "g3s", "p2", "p3", "p3dn"];

fn check(named: &At<'_, InstanceUse<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let family = named.name.split('.').next().unwrap_or_default();
    (OLD.contains(&family) && starts_from_official_image(named)).then(|| {
        Finding::new(format!("the NVIDIA driver of the official image does not know the GPUs of `{family}`"))
            .at(named.path(), "its GPUs are older than Turing")
            .decided_by(Path::root().key("Image").key("CustomAmi"))
            .help("choose `g4dn`, `g5`, `p4d` or newer, or name a `CustomAmi` with NVIDIA's closed driver")
    })
}
