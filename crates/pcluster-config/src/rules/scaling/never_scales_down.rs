//! Nodes above `MinCount` that never stop again.
//!
//! `ScaledownIdletime: -1` becomes `SuspendTime=-1` (`slurm_parallelcluster.conf` of aws-parallelcluster-cookbook),
//! which switches the power saving of Slurm off: no node is stopped for being idle, and each one that ran once costs
//! money until the cluster is stopped. Power saving is also what starts nodes for jobs. The value is made for
//! clusters whose nodes all stay up anyway, with `MinCount` equal to `MaxCount`.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ScaledownIdletime: -1
//!   SlurmQueues:
//!     - Name: compute-gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: distributed-ml
//!           InstanceType: g5.xlarge
//!           MinCount: 2
//!           MaxCount: 8
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ScaledownIdletime: -1
//!   SlurmQueues:
//!     - Name: compute-gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: distributed-ml
//!           InstanceType: g5.xlarge
//!           MinCount: 2
//!           MaxCount: 2
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "never-scales-down",
    severity: Severity::Warning,
    official: None,
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let settings = scheduling.slurm_settings.as_ref()?;
    if settings.scaledown_idletime() != -1 {
        return None;
    }
    let queues = scheduling.slurm_queues().iter().enumerate();
    let mut resources = queues.flat_map(|(queue, it)| {
        it.compute_resources.iter().enumerate().map(move |(resource, it)| (queue, resource, it))
    });
    let (queue, index, resource) = resources.find(|(_, _, it)| it.max_count() > it.min_count())?;
    let place = scheduling.key("SlurmQueues").index(queue).key("ComputeResources").index(index);
    let spare = resource.max_count() - resource.min_count();
    let key = if resource.max_count.is_some() { "MaxCount" } else { "Name" };
    Some(
        Finding::new("with `ScaledownIdletime: -1` no idle node is ever stopped")
            .at(
                scheduling.key("SlurmSettings").key("ScaledownIdletime"),
                "this switches Slurm's power saving off",
            )
            .and(place.key(key), format!("nodes above `MinCount`, which start on demand: {spare}"))
            .decided_by(place.key("MinCount"))
            .help("write a number of minutes such as 10, or make `MinCount` equal to `MaxCount`"),
    )
}
