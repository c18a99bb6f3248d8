//! A custom Slurm setting for something that has a key of its own.
//!
//! ParallelCluster writes `SelectTypeParameters` and `RealMemory` itself, from `EnableMemoryBasedScheduling` and
//! `SchedulableMemory`. The custom setting wins, but the rest of ParallelCluster does not know of it: the limits in
//! `cgroup.conf` follow the key, the key's value is checked against the instance type, and a `RealMemory` that is more
//! than a node reports leaves the node drained.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SelectTypeParameters: CR_CPU_Memory
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: m5
//!           InstanceType: m5.xlarge
//!           CustomSlurmSettings:
//!             RealMemory: 15000
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     EnableMemoryBasedScheduling: true
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: m5
//!           InstanceType: m5.xlarge
//!           SchedulableMemory: 15000
//! ```

use crate::diagnostic::Severity;
use crate::facts::SlurmLine;
use crate::rules::{At, Check, Facts, Finding, RuleDef, SlurmParameters};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurm-parameter-with-own-key",
    severity: Severity::Info,
    official: None,
    check: Check::SlurmParameters(check),
};

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let (parameter, key) = match parameters.line {
        SlurmLine::Cluster => ("SelectTypeParameters", "EnableMemoryBasedScheduling"),
        SlurmLine::Node => ("RealMemory", "SchedulableMemory"),
        _ => return None,
    };
    let (name, _) = parameters.get(parameter)?;
    // Nodes that are not ParallelCluster's have no such keys.
    let own_nodes = parameters.get("NodeName").is_some();
    (!own_nodes).then(|| {
        Finding::new(format!("ParallelCluster decides `{name}` by the key `{key}`"))
            .at(parameters.key(name), "this goes past the key and what depends on it")
            .help(format!("use `{key}` instead"))
    })
}
