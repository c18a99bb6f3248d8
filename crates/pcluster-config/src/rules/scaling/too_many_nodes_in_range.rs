//! More nodes in one compute resource than Slurm can name.
//!
//! The nodes of a compute resource that stay up, and those that start on demand, stand as one range each in `slurm.conf`:
//! `queue-dy-resource-[1-70000]`. Slurm expands ranges of up to 65,536 hosts; a longer one is an error, and `slurmctld`
//! does not start. A slip of the keyboard is the likely cause.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: m5.8xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MaxCount: 100000
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: m5.8xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MaxCount: 1000
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-nodes-in-range",
    severity: Severity::Error,
    official: None,
    check: Check::ComputeResource(check),
};

/// The most hosts in a range of Slurm's.
const MOST: i64 = 65_536;

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (least, most) = (resource.min_count(), resource.max_count());
    let (key, count) = if least > MOST {
        ("MinCount", least)
    } else if most.saturating_sub(least) > MOST {
        ("MaxCount", most)
    } else {
        return None;
    };
    Some(
        Finding::new(format!("{count} nodes are more than Slurm can name in one range"))
            .at(resource.key(key), format!("the most are {MOST}"))
            .decided_by(resource.key("MinCount"))
            .help("write the number of nodes that you want to run at the same time"),
    )
}
