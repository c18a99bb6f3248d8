//! A directory that is asked without encryption.
//!
//! With `ldap://` everyone on the network can read the passwords of the users. SSSD refuses to send passwords so, unless
//! `ldap_auth_disable_tls_never_use_in_production` is set.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldap://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::DirectoryService;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::{FreeMap, Url};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "directory-in-clear-text",
    severity: Severity::Warning,
    official: Some("DomainAddrValidator"),
    check: Check::DirectoryService(check),
};

/// The parameter of SSSD that lets it send passwords without encryption.
const WITHOUT_TLS: &str = "ldap_auth_disable_tls_never_use_in_production";

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    if Url::split(&directory.domain_addr).ok()?.scheme != "ldap" {
        return None;
    }
    let allowed = |configs: &FreeMap| {
        configs.get(WITHOUT_TLS).is_some_and(|value| value.to_string().eq_ignore_ascii_case("true"))
    };
    let help = if directory.additional_sssd_configs.as_ref().is_some_and(allowed) {
        "use `ldaps://`".to_owned()
    } else {
        format!("use `ldaps://`; with `ldap://`, `AdditionalSssdConfigs` needs `{WITHOUT_TLS}: true`")
    };
    let finding = Finding::new("the passwords of users go to the directory without encryption")
        .at(directory.key("DomainAddr"), "")
        .help(help);
    Some(finding)
}
