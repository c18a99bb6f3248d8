//! A munge key that is not a secret of Secrets Manager.
//!
//! The head node reads the key from there when the cluster is made, and gives it to all nodes.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     MungeKeySecretArn: arn:aws:ssm:us-east-1:111122223333:parameter/munge
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
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "munge-key-secret",
    severity: Severity::Error,
    official: Some("ArnServiceAndResourceValidator"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    let arn = settings.munge_key_secret_arn.as_deref().filter(|arn| !arn.is_empty())?;
    (!super::is_secret(arn)).then(|| {
        Finding::new("the munge key must be a secret of Secrets Manager")
            .at(settings.key("MungeKeySecretArn"), "")
            .help("write the whole ARN of the secret, `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME`")
    })
}
