//! A filter for users that SSSD is told not to use.
//!
//! `LdapAccessFilter` has an effect only as long as LDAP decides who gets in.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   LdapAccessFilter: memberOf=CN=ClusterUsers,DC=corp,DC=example,DC=com
//!   AdditionalSssdConfigs:
//!     access_provider: simple
//!     simple_allow_groups: cluster-users
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   AdditionalSssdConfigs:
//!     access_provider: simple
//!     simple_allow_groups: cluster-users
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::DirectoryService;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "sssd-access-provider",
    severity: Severity::Error,
    official: Some("AdditionalSssdConfigsValidator"),
    check: Check::DirectoryService(check),
};

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    directory.ldap_access_filter.as_ref()?;
    let provider = directory.additional_sssd_configs.as_ref()?.get("access_provider")?;
    (!super::may_be_ldap(provider)).then(|| {
        Finding::new(format!("SSSD cannot use `LdapAccessFilter` when `{provider}` decides who gets in"))
            .at(directory.key("AdditionalSssdConfigs").key("access_provider"), "")
            .and(directory.key("LdapAccessFilter"), "this needs `ldap`")
            .help("remove `LdapAccessFilter` or `access_provider`")
    })
}
