//! A custom Slurm setting in a section whose lines of `slurm.conf` cannot hold it.
//!
//! `CustomSlurmSettings` of `SlurmSettings` become lines of their own, those of a queue are added to its `PartitionName`
//! line, those of a compute resource to its `NodeName` lines. Each kind of line has parameters of its own. At one that
//! belongs to another kind, Slurm (23.11 to 26.05: all that these releases can bring) reports an unrecognized key and
//! `slurmctld` refuses to start, so the cluster cannot come up.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - MaxTime: 1-00:00:00
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         SlurmdTimeout: 1000
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
//!       - SlurmdTimeout: 1000
//!       - PartitionName: all
//!         Nodes: ALL
//!         MaxTime: 1-00:00:00
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         MaxTime: 1-00:00:00
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::facts::SlurmLine;
use crate::rules::{At, Check, Facts, Finding, RuleDef, SlurmParameters};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurm-parameter-in-wrong-place",
    severity: Severity::Error,
    official: None,
    check: Check::SlurmParametersEach(check),
};

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    let line = parameters.line;
    if line == SlurmLine::Cluster && parameters.iter().nth(1).is_some() {
        // That they stand together is what has to be mended first.
        return Vec::new();
    }
    let misplaced = parameters.iter().filter(|(name, _)| line.parameter(name).is_none());
    misplaced
        .filter_map(|(name, _)| {
            let belongs = SlurmLine::of_parameter(name).next()?;
            Some(
                Finding::new(format!("`{name}` is a parameter of {belongs}, here are those of {line}"))
                    .at(parameters.key(name), "Slurm refuses it here")
                    .help(format!("move it to {}", belongs.section())),
            )
        })
        .collect()
}
