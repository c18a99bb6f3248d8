//! A custom Slurm setting with a name that no version of Slurm knows.
//!
//! ParallelCluster writes custom settings into `slurm.conf` as they are. Slurm reads that file strictly: at a name that
//! it does not know ("unrecognized key") `slurmctld` does not start, and the creation of the cluster ends after the
//! bootstrap timeout of the head node, with nothing but `WaitCondition timed out` to see. The names are those that
//! Slurm 23.11 to 26.05 parse; as later versions know more, this is a warning. The case of a name does not matter.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SlurmdTimout: 1000
//!       - KillWait: 60
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         WalltimeLimit: 1-00:00:00
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - slurmdtimeout: 1000
//!       - NodeName: license-server-[1-2]
//!         CPUs: 4
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         MaxTime: 1-00:00:00
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           CustomSlurmSettings:
//!             CoreSpecCount: 1
//! ```

use crate::diagnostic::Severity;
use crate::facts::SlurmLine;
use crate::rules::{At, Check, Facts, Finding, RuleDef, SlurmParameters};
use crate::suggest::nearest;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "unknown-slurm-parameter",
    severity: Severity::Warning,
    official: None,
    check: Check::SlurmParametersEach(check),
};

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    parameters
        .iter()
        .filter(|(name, _)| SlurmLine::of_parameter(name).next().is_none())
        .map(|(name, _)| {
            let finding = Finding::new(format!("Slurm has no parameter `{name}`"));
            match nearest(name, parameters.line.parameters().map(|known| known.name)) {
                Some(near) => finding
                    .at(parameters.key(name), format!("did you mean `{near}`?"))
                    .help(format!("rename it to `{near}`: Slurm does not start with a name that it does not know")),
                None => finding.at(parameters.key(name), "no version of Slurm knows this name").help(
                    "compare it with the manual page `slurm.conf(5)`: Slurm does not start with a name that it does not know",
                ),
            }
        })
        .collect()
}
