//! Training on several nodes that EC2 may take back one by one.
//!
//! A job over EFA ends on all its nodes when one of them is gone. With more nodes it is more likely that EC2 takes one back
//! in a given hour, with two minutes' notice. That can be worth its price, if the job writes checkpoints often.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: SPOT
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: true
//!       ComputeResources:
//!         - Name: p4d
//!           InstanceType: p4d.24xlarge
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: ONDEMAND
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: true
//!       ComputeResources:
//!         - Name: p4d
//!           InstanceType: p4d.24xlarge
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "spot-training-with-efa",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let together = resource.efa.as_ref()?.enabled() && resource.max_count() > 1;
    if !together || resource.queue.capacity_type() != CapacityType::Spot {
        return None;
    }
    let types = facts.types_of(resource)?;
    types.iter().all(|facts| facts.has_gpus() || facts.accelerator_count > 0).then(|| {
        Finding::new("a job ends on all its nodes as soon as EC2 takes one of them back")
            .at(resource.queue.key("CapacityType"), "these nodes can be taken back")
            .and(resource.key("Efa").key("Enabled"), "this is for jobs on several nodes")
            .decided_by(resource.types_path())
            .help("write checkpoints often, or buy the nodes with `ONDEMAND` or `CAPACITY_BLOCK`")
    })
}
