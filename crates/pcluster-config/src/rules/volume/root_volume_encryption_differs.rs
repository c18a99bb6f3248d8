//! Queues of which some encrypt their root volumes and others do not.
//!
//! Where a service control policy demands encryption, the nodes of some queues start and those of others never do. Root
//! volumes are encrypted unless `Encrypted` is `false`.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!     - Name: cpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeSettings:
//!         LocalStorage:
//!           RootVolume:
//!             Encrypted: false
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!     - Name: cpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeSettings:
//!         LocalStorage:
//!           RootVolume:
//!             Encrypted: true
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{QueueRootVolume, Scheduling, SlurmQueue};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "root-volume-encryption-differs",
    severity: Severity::Warning,
    official: Some("RootVolumeEncryptionConsistencyValidator"),
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let Some((first, others)) = scheduling.slurm_queues().split_first() else { return Vec::new() };
    let reference = encrypted(first);
    let different = others.iter().enumerate().filter(|(_, queue)| encrypted(queue).1 != reference.1);
    different
        .map(|(index, queue)| {
            let message = if reference.1 {
                format!(
                    "the root volumes of queue `{}` are not encrypted, those of `{}` are",
                    queue.name, first.name
                )
            } else {
                format!(
                    "the root volumes of queue `{}` are encrypted, those of `{}` are not",
                    queue.name, first.name
                )
            };
            let finding = Finding::new(message)
                .help("write the same `Encrypted` for all queues; `true` fits every policy");
            let queues = scheduling.key("SlurmQueues");
            let (mine, its) = (section(&queues, index + 1), section(&queues, 0));
            match (encrypted(queue).0, reference.0) {
                (Some(_), Some(_)) => finding.at(mine, "this differs").and(its, "from this"),
                (Some(_), None) => finding.at(mine, "this differs from the first queue").decided_by(its),
                (None, _) => finding.at(its, "this differs from other queues").decided_by(mine),
            }
        })
        .collect()
}

/// What is written about the encryption of the root volumes, and what holds.
fn encrypted(queue: &SlurmQueue) -> (Option<bool>, bool) {
    let storage = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
    let volume = storage.and_then(|storage| storage.root_volume.as_ref());
    let written = volume.and_then(|volume| volume.encrypted);
    (written, written.unwrap_or(QueueRootVolume::default().encrypted()))
}

fn section(queues: &Path, index: usize) -> Path {
    queues.index(index).key("ComputeSettings").key("LocalStorage").key("RootVolume").key("Encrypted")
}
