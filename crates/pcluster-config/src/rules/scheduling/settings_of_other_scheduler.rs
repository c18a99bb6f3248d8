//! Settings or queues of another scheduler than `Scheduler` says.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: alinux2023
//! Scheduling:
//!   Scheduler: awsbatch
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//! ```
//!
//! ```yaml quiet 3.14.0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ScaledownIdletime: 15
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::{Scheduler, Scheduling};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "settings-of-other-scheduler",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, facts: &Facts<'_>) -> Option<Finding> {
    if !facts.knows("Scheduling.AwsBatchQueues") {
        return None;
    }
    // Queues of both kinds are said by `queues-of-one-scheduler`, unless there is something else wrong with the list.
    let several = scheduling.slurm_queues.as_ref().is_some_and(|queues| !queues.is_empty())
        && scheduling.aws_batch_queues.as_ref().is_some_and(|queues| queues.len() == 1);
    let present = [
        ("SlurmSettings", Scheduler::Slurm, scheduling.slurm_settings.is_some()),
        ("SlurmQueues", Scheduler::Slurm, scheduling.slurm_queues.is_some() && !several),
        ("AwsBatchSettings", Scheduler::AwsBatch, scheduling.aws_batch_settings.is_some()),
        ("AwsBatchQueues", Scheduler::AwsBatch, scheduling.aws_batch_queues.is_some() && !several),
    ];
    let &(key, ..) =
        present.iter().find(|(_, scheduler, present)| *present && *scheduler != scheduling.scheduler)?;
    let finding = Finding::new(format!("`{key}` does not fit the scheduler"))
        .at(scheduling.key(key), "")
        .and(scheduling.key("Scheduler"), "the scheduler is set here")
        .help("change the scheduler, or remove the section");
    Some(finding)
}
