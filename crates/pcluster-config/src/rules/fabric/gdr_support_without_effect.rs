//! `GdrSupport`, which has no effect any more.
//!
//! Since ParallelCluster 3.0.2 the EFA software gives GPUs direct access to the adapter wherever the instance type can;
//! its change log says that the key has no effect and should no longer be used. It still counts in an update: changing
//! it on a running cluster replaces nodes as `QueueUpdateStrategy` says, which is why nothing removes it by itself.
//! Where EFA is off as well, that is an error of its own. Silent for `false`, the default that many files write out.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: true
//!       ComputeResources:
//!         - Name: p4d
//!           InstanceType: p4d.24xlarge
//!           Efa:
//!             Enabled: true
//!             GdrSupport: true
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: true
//!       ComputeResources:
//!         - Name: p4d
//!           InstanceType: p4d.24xlarge
//!           Efa:
//!             Enabled: true
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "gdr-support-without-effect",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let efa = resource.efa.as_ref()?;
    // `true` without EFA is refused, which says enough; `false` is the default, which many files write out.
    (efa.enabled() && efa.gdr_support()).then(|| {
        Finding::new("`GdrSupport` has no effect: GPUs reach the adapter directly wherever they can")
            .at(resource.key("Efa").key("GdrSupport"), "this changes nothing")
            .decided_by(resource.key("Efa").key("Enabled"))
            .help("remove it, but together with another change if the cluster is running: it counts in an update")
    })
}
