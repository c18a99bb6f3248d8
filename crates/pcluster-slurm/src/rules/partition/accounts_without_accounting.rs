//! A partition lets certain accounts in, but no job has one.
//!
//! Slurm takes accounts from its accounting database (`Database` or `ExternalSlurmdbd` of `SlurmSettings`). Without one, jobs
//! have no account, whatever `--account` says, so that `AllowAccounts` keeps everybody out.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --account=research
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```cluster
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CustomSlurmSettings: { AllowAccounts: "research" }
//!       Networking: { SubnetIds: [subnet-0123456789abcdef1] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.2xlarge }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::cluster::Partition;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "accounts-without-accounting", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Option<Finding> {
    facts.cluster.filter(|cluster| !cluster.accounting && !cluster.is_open)?;
    let is_closed = |partition: &&&Partition| {
        partition.setting("AllowAccounts").is_some_and(|accounts| !accounts.eq_ignore_ascii_case("ALL"))
    };
    let partition = view.partitions.iter().find(is_closed)?;
    let name = &partition.name;
    let found = Finding::new(format!(
        "partition `{name}` lets certain accounts in, but without accounting no job has an account"
    ));
    let place = place(&view.request.account).or(place(&view.request.partitions));
    Some(found.at_all([place.map(|place| (place.clone(), "the job has no account".to_owned()))]).help(
        "add `Database` to `SlurmSettings`, or take `AllowAccounts` out of the queue's `CustomSlurmSettings`",
    ))
}
