//! An accounting daemon outside the cluster, to which everything is sent in clear text.
//!
//! Slurm does not encrypt what it sends to its accounting daemon; the munge key only shows who sent it.
//!
//! ```yaml fires
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
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     Database:
//!       Uri: db.example.com:3306
//!       UserName: slurm
//!       PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:slurm-AbCdEf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "external-slurmdbd-in-clear-text",
    severity: Severity::Warning,
    official: Some("ExternalSlurmdbdTrafficNotEncrypted"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    settings.external_slurmdbd.is_some().then(|| {
        Finding::new("what goes to the external accounting daemon is not encrypted")
            .at(settings.key("ExternalSlurmdbd"), "")
            .help("keep the daemon in a network that you trust, such as the VPC of the cluster")
    })
}
