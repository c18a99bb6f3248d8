//! An operating system that AWS Batch does not run on.
//!
//! With AWS Batch, only Amazon Linux 2 and Amazon Linux 2023 are possible.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: ubuntu2204
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
use crate::model::cluster::{ClusterConfig, Os};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "awsbatch-system",
    severity: Severity::Error,
    official: Some("SchedulerOsValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let cluster = super::on_batch(cluster)?;
    (!matches!(cluster.image.os, Os::Alinux2 | Os::Alinux2023)).then(|| {
        Finding::new(format!("AWS Batch does not run on `{}`", cluster.image.os.as_str()))
            .at(cluster.key("Image").key("Os"), "")
            .and(cluster.key("Scheduling").key("Scheduler"), "the scheduler is set here")
            .help("write `alinux2023`, or use Slurm")
    })
}
