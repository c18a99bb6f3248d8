//! Several parameters of the whole cluster in one item of the list.
//!
//! Each item of `CustomSlurmSettings` becomes one line of `slurm.conf`. Only lines that define nodes, partitions or sets
//! of nodes hold several parameters; after any other one Slurm expects the end of the line. It reports a parse error
//! for the rest and `slurmctld` refuses to start, so the cluster cannot come up.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SlurmdTimeout: 1000
//!         KillWait: 60
//!   SlurmQueues:
//!     - Name: compute
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
//!       - KillWait: 60
//!       - NodeName: login-[1-2]
//!         CPUs: 4
//!   SlurmQueues:
//!     - Name: compute
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
    id: "several-slurm-parameters-in-one-item",
    severity: Severity::Error,
    official: None,
    check: Check::SlurmParameters(check),
};

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Option<Finding> {
    if parameters.line != SlurmLine::Cluster {
        return None;
    }
    let mut names = parameters.iter().map(|(name, _)| name);
    let (first, second) = (names.next()?, names.next()?);
    let finding = Finding::new(format!("`{first}` and `{second}` cannot share a line of `slurm.conf`"))
        .at(parameters.key(second), "Slurm expects the end of the line here")
        .and(parameters.key(first), "this is the parameter of the line");
    Some(finding.help("start a new item of the list for each parameter, with `- ` before its name"))
}
