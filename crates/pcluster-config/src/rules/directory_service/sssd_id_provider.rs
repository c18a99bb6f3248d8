//! SSSD told to take users from elsewhere than LDAP.
//!
//! ParallelCluster configures SSSD for LDAP only.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   AdditionalSssdConfigs:
//!     id_provider: ad
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   AdditionalSssdConfigs:
//!     id_provider: ldap
//!     debug_level: "0x1ff"
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::DirectoryService;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "sssd-id-provider",
    severity: Severity::Error,
    official: Some("AdditionalSssdConfigsValidator"),
    check: Check::DirectoryService(check),
};

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    let provider = directory.additional_sssd_configs.as_ref()?.get("id_provider")?;
    (!super::may_be_ldap(provider)).then(|| {
        Finding::new(format!("SSSD cannot take users from `{provider}`"))
            .at(directory.key("AdditionalSssdConfigs").key("id_provider"), "only `ldap` is possible")
            .help("remove `id_provider`")
    })
}
