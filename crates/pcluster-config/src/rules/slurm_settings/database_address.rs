//! An address of the accounting database that is not a host with or without a port.
//!
//! Slurm's accounting daemon gets the host and the port as they stand here; it always speaks MySQL's protocol, so there
//! is no scheme.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     Database:
//!       Uri: mysql://slurm.cluster-abc.us-east-1.rds.amazonaws.com:3306
//!       UserName: slurm
//!       PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:slurm-AbCdEf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     Database:
//!       Uri: db.example.com:33060606
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
    id: "database-address",
    severity: Severity::Error,
    official: Some("DatabaseUriValidator"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    let address = settings.database.as_ref()?.uri.as_str();
    if address.is_empty() {
        return None;
    }
    let fault = if address.starts_with('/') {
        "it starts with `/`".to_owned()
    } else {
        match super::split_address(address) {
            Err(fault) => fault.to_string(),
            Ok(url) if !url.scheme.is_empty() => format!("it starts with `{}://`", url.scheme),
            Ok(url) if url.authority.is_empty() => "it names no host".to_owned(),
            Ok(url) => url.port().err()?.to_string(),
        }
    };
    Some(
        Finding::new(format!("`{address}` is not the address of a database"))
            .at(settings.key("Database").key("Uri"), fault)
            .help("write the host and the port, such as `db.example.com:3306`"),
    )
}
