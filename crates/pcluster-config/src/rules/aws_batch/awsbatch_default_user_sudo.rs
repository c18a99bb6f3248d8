//! No `sudo` for the default user, with AWS Batch.
//!
//! ParallelCluster can take `sudo` away from the default user with Slurm only.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: batch }
//!   Imds: { Secured: false }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: any
//!           InstanceTypes: [optimal]
//! DeploymentSettings:
//!   DisableSudoAccessForDefaultUser: true
//! ```
//!
//! ```yaml quiet 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: batch }
//!   Imds: { Secured: false }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: any
//!           InstanceTypes: [optimal]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "awsbatch-default-user-sudo",
    severity: Severity::Error,
    official: Some("SchedulerDisableSudoAccessForDefaultUserValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let cluster = super::on_batch(cluster)?;
    let disabled = cluster.deployment_settings.as_ref()?.disable_sudo_access_for_default_user == Some(true);
    disabled.then(|| {
        Finding::new("with AWS Batch, `sudo` cannot be taken away from the default user")
            .at(cluster.key("DeploymentSettings").key("DisableSudoAccessForDefaultUser"), "")
            .and(cluster.key("Scheduling").key("Scheduler"), "the scheduler is set here")
            .help("remove it, or use Slurm")
    })
}
