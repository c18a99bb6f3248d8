//! A password that is not a secret of Secrets Manager.
//!
//! In the region us-isob-east-1 alone, a parameter of Systems Manager may hold the password of a directory as well. A
//! configuration that names no region, and is given none, is taken to be for another one.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   PasswordSecretArn: arn:aws:ssm:us-east-1:111122223333:parameter/directory
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     Database:
//!       Uri: db.example.com:3306
//!       UserName: slurm
//!       PasswordSecretArn: arn:aws:rds:us-east-1:111122223333:secret
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "password-secret",
    severity: Severity::Error,
    official: Some("PasswordSecretArnValidator"),
    check: Check::ClusterEach(check),
};

/// The one region with parameters of Systems Manager for passwords.
const WITH_PARAMETERS: &str = "us-isob-east-1";

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let with_parameters = facts.region().0 == WITH_PARAMETERS;
    let is_fine = |arn: &str| {
        let is_parameter = || match super::service_and_resource(arn) {
            (Some("ssm"), Some(resource)) => resource.starts_with("parameter/"),
            _ => false,
        };
        arn.is_empty() || super::is_secret(arn) || with_parameters && is_parameter()
    };
    let mut found = Vec::new();
    if let Some(directory) = &cluster.directory_service {
        let arn = directory.password_secret_arn.as_str();
        if !is_fine(arn) {
            found.push(finding(cluster, &cluster.key("DirectoryService")));
        }
    }
    let settings = cluster.scheduling.slurm_settings.as_ref();
    if let Some(database) = settings.and_then(|settings| settings.database.as_ref()) {
        let arn = database.password_secret_arn.as_str();
        if !is_fine(arn) {
            found.push(finding(cluster, &cluster.key("Scheduling").key("SlurmSettings").key("Database")));
        }
    }
    found
}

fn finding(cluster: &At<'_, ClusterConfig>, section: &Path) -> Finding {
    Finding::new("the password must be a secret of Secrets Manager")
        .at(section.key("PasswordSecretArn"), "")
        .decided_by(cluster.key("Region"))
        .help("write the whole ARN of the secret, `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME`")
}
