//! An accounting daemon outside the cluster without a key that it shares with the cluster.
//!
//! Cluster and daemon know each other by their munge key. Without `MungeKeySecretArn` the cluster makes one that the
//! daemon does not have.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ExternalSlurmdbd:
//!       Host: slurmdbd.example.com
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     MungeKeySecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:munge-AbCdEf
//!     ExternalSlurmdbd:
//!       Host: slurmdbd.example.com
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "external-slurmdbd-munge-key",
    severity: Severity::Error,
    official: Some("ExternalSlurmdbdRequiresCustomMungeKey"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    (settings.external_slurmdbd.is_some() && settings.munge_key_secret_arn.is_none()).then(|| {
        Finding::new("an external accounting daemon needs the same munge key as the cluster")
            .at(settings.key("ExternalSlurmdbd"), "")
            .decided_by(settings.key("MungeKeySecretArn"))
            .help("add `MungeKeySecretArn`, a secret with the key of the daemon")
    })
}
