//! Multithreading is switched off on nodes that have none.
//!
//! Types with ARM processors and most newer AMD ones have one thread per core. There the key changes nothing: Slurm counts
//! the same number of CPUs with and without it.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: m7a
//!           InstanceType: m7a.xlarge
//!           DisableSimultaneousMultithreading: true
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: m7i
//!           InstanceType: m7i.xlarge
//!           DisableSimultaneousMultithreading: true
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "multithreading-already-off",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.disable_simultaneous_multithreading() {
        return None;
    }
    let types = facts.types_of(resource)?;
    types.iter().all(|facts| facts.threads_per_core == 1).then(|| {
        let key = resource.key("DisableSimultaneousMultithreading");
        Finding::new("there is no multithreading to switch off: a core of these nodes has one thread")
            .at(key.clone(), "this changes nothing")
            .and(resource.types_path(), "one thread per core")
            .help("remove the key")
            .remove("remove `DisableSimultaneousMultithreading`", key)
    })
}
