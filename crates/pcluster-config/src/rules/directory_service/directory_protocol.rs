//! An address of the directory without a protocol, or with one that directories do not speak.
//!
//! Without a protocol `ldaps` is taken; with a port and no protocol, the host itself is taken for one.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: corp.example.com:636
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com:636
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::DirectoryService;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::Url;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "directory-protocol",
    severity: Severity::Warning,
    official: Some("DomainAddrValidator"),
    check: Check::DirectoryService(check),
};

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    let address = directory.domain_addr.as_str();
    let scheme = Url::split(address).ok().filter(|_| !address.is_empty())?.scheme;
    let (message, label) = match scheme.as_str() {
        "ldap" | "ldaps" => return None,
        "" => ("the address of the directory has no protocol, so `ldaps://` is taken".to_owned(), ""),
        _ => (
            format!("`{scheme}` is not a protocol of directories"),
            "what stands before the first colon is the protocol",
        ),
    };
    let finding = Finding::new(message)
        .at(directory.key("DomainAddr"), label)
        .help("start the address with `ldaps://`");
    // With a host name alone, the protocol that is taken can be written without a doubt.
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    Some(if scheme.is_empty() && address.bytes().all(is_host) {
        finding.replace("write `ldaps://`", directory.key("DomainAddr"), format!("ldaps://{address}"))
    } else {
        finding
    })
}
