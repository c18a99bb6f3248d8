//! An address of the accounting database without a port.
//!
//! Port 3306 is used then, MySQL's own.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     Database:
//!       Uri: slurm.cluster-abc.us-east-1.rds.amazonaws.com
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
//!     Database:
//!       Uri: slurm.cluster-abc.us-east-1.rds.amazonaws.com:3306
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
    id: "database-port",
    severity: Severity::Info,
    official: Some("DatabaseUriValidator"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    let address = settings.database.as_ref()?.uri.as_str();
    if address.starts_with('/') {
        return None;
    }
    let url = super::split_address(address).ok()?;
    let is_host = url.scheme.is_empty() && !url.authority.is_empty();
    (is_host && matches!(url.port(), Ok(None | Some(0)))).then(|| {
        let uri = settings.key("Database").key("Uri");
        let finding = Finding::new("the address of the database has no port, so 3306 is used")
            .at(uri.clone(), "")
            .help("add the port, such as `:3306`");
        // Behind a host name alone, the port that is used can be written without a doubt.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
        if address.bytes().all(is_plain) {
            finding.replace("add `:3306`", uri, format!("{address}:3306"))
        } else {
            finding
        }
    })
}
