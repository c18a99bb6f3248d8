//! An instance type of the time before Nitro.
//!
//! AWS counts these types to its previous generation (`CurrentGeneration` in `DescribeInstanceTypes`) and has less
//! and less of them. They run on the Xen hypervisor: without NVMe, with a slower network and disk, and at a higher
//! price for the same work than their successors.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c4, InstanceType: c4.8xlarge }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c6i, InstanceType: c6i.8xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::facts::Hypervisor;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "previous-generation-instance-type",
    severity: Severity::Info,
    official: None,
    check: Check::InstanceType(check),
};

fn check(instance: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let known = facts.instance(instance.name)?;
    (!known.current_generation && known.hypervisor == Some(Hypervisor::Xen)).then(|| {
        Finding::new(format!("`{}` is of a previous generation, from before Nitro", instance.name))
            .at(instance.path(), "")
            .help("take a type of a current family: more for less money, and easier to get")
    })
}
