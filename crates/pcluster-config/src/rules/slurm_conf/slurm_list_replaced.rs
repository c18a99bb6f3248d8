//! A custom Slurm setting that drops what ParallelCluster has in the same parameter.
//!
//! ParallelCluster's own `slurm.conf` (`slurm.conf.erb` of aws-parallelcluster-cookbook) has
//! `SchedulerParameters=nohold_on_prolog_fail`, so that a job whose node fails its checks (the prolog) is queued
//! again and not held until someone releases it, and `PrivateData=cloud`, so that `sinfo` also shows nodes that are
//! not started. The values of such parameters are lists; a custom setting takes the place of the whole list, since
//! the last one in the file holds.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SchedulerParameters: bf_max_job_test=500
//!       - PrivateData: jobs,usage
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
//!       - SchedulerParameters: nohold_on_prolog_fail,bf_max_job_test=500
//!       - PrivateData: cloud,jobs,usage
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
    id: "slurm-list-replaced",
    severity: Severity::Info,
    official: None,
    check: Check::SlurmParameters(check),
};

/// What ParallelCluster's `slurm.conf` has, and what it is for.
const OWN: [(&str, &str, &str); 2] = [
    (
        "SchedulerParameters",
        "nohold_on_prolog_fail",
        "jobs whose node fails its checks are held then, not queued again",
    ),
    ("PrivateData", "cloud", "`sinfo` does not show nodes that are not started then"),
];

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Option<Finding> {
    if parameters.line != SlurmLine::Cluster {
        return None;
    }
    OWN.into_iter().find_map(|(parameter, own, effect)| {
        let (name, value) = parameters.get(parameter)?;
        let lost = !value.as_str()?.to_ascii_lowercase().contains(own);
        lost.then(|| {
            Finding::new(format!("this drops `{own}`, which ParallelCluster has in `{parameter}`"))
                .at(parameters.key(name), effect)
                .help(format!("add `{own}` to the value, separated by a comma"))
        })
    })
}
