//! Amazon Linux 2023 on `a1` instances, which cannot run it.
//!
//! Amazon Linux 2023 for ARM is compiled for Graviton2 and later processors; its documentation excludes `a1`, the one
//! family with the first Graviton. Newer releases of ParallelCluster leave `a1` out of their own tests for this reason.
//!
//! ```yaml fires
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: a1.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c7g, InstanceType: c7g.large }
//! ```
//!
//! ```yaml quiet
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: m7g.large
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c7g, InstanceType: c7g.large }
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::Os;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "a1-on-alinux2023",
    severity: Severity::Warning,
    official: None,
    check: Check::InstanceType(check),
};

fn check(instance: &At<'_, InstanceUse<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let os = instance.cluster?.image.os;
    (os == Os::Alinux2023 && instance.name.starts_with("a1.")).then(|| {
        Finding::new(format!("Amazon Linux 2023 does not run on `{}`", instance.name))
            .at(instance.path(), "the first Graviton processor")
            .and(Path::root().key("Image").key("Os"), "needs Graviton2 or later")
            .help("take a type of a later family, such as `m7g` or `c7g`")
    })
}
