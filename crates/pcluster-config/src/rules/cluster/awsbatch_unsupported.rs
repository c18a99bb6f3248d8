//! What AWS Batch clusters cannot have.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Imds: { Secured: false }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceTypes: [c5.large]
//! AdditionalPackages:
//!   IntelSoftware:
//!     IntelHpcPlatform: true
//! ```
//!
//! ```yaml quiet 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Imds: { Secured: false }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceTypes: [c5.large]
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::location::Path;
use crate::model::cluster::{ClusterConfig, Scheduler};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "awsbatch-unsupported",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    if cluster.scheduling.scheduler != Scheduler::AwsBatch || !facts.knows("Scheduling.AwsBatchQueues") {
        return None;
    }
    let unsupported =
        intel_platform(cluster).or_else(|| update_action(cluster)).or_else(|| directory(cluster))?;
    let finding = Finding::new(format!("`{unsupported}` does not work with AWS Batch"))
        .at(unsupported, "")
        .and(cluster.key("Scheduling").key("Scheduler"), "the scheduler is set here")
        .help("remove it, or use Slurm");
    Some(finding)
}

fn intel_platform(cluster: &At<'_, ClusterConfig>) -> Option<Path> {
    let software = cluster.additional_packages.as_ref()?.intel_software.as_ref()?;
    (software.intel_hpc_platform == Some(true))
        .then(|| cluster.key("AdditionalPackages").key("IntelSoftware").key("IntelHpcPlatform"))
}

fn update_action(cluster: &At<'_, ClusterConfig>) -> Option<Path> {
    let action = cluster.head_node.custom_actions.as_ref()?.on_node_updated.as_ref()?;
    // An empty sequence counts for nothing.
    let runs = action.sequence.as_ref().is_none_or(|sequence| !sequence.is_empty());
    runs.then(|| cluster.key("HeadNode").key("CustomActions").key("OnNodeUpdated"))
}

fn directory(cluster: &At<'_, ClusterConfig>) -> Option<Path> {
    cluster.directory_service.as_ref()?;
    Some(cluster.key("DirectoryService"))
}
