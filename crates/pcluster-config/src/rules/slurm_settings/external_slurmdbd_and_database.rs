//! A database of one's own next to an accounting daemon outside the cluster.
//!
//! With `Database` the head node runs the daemon itself, with `ExternalSlurmdbd` it uses another one. Only one can keep
//! the records.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     MungeKeySecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:munge-AbCdEf
//!     ExternalSlurmdbd:
//!       Host: slurmdbd.example.com
//!     Database:
//!       Uri: db.example.com:3306
//!       UserName: slurm
//!       PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:slurm-AbCdEf
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
    id: "external-slurmdbd-and-database",
    severity: Severity::Error,
    official: Some("ExternalSlurmdbdVsDatabaseIncompatibility"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    (settings.external_slurmdbd.is_some() && settings.database.is_some()).then(|| {
        Finding::new("`ExternalSlurmdbd` and `Database` exclude each other")
            .at(settings.key("ExternalSlurmdbd"), "an accounting daemon outside the cluster")
            .and(settings.key("Database"), "one on the head node, with this database")
            .help("remove one of the two")
    })
}
