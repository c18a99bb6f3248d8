//! A directory whose certificate need not be good.
//!
//! Without a check of the certificate, another server can pass for the directory and read the passwords of users.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   LdapTlsReqCert: never
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//!   LdapTlsReqCert: hard
//!   LdapTlsCaCert: /opt/certs/directory.pem
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{DirectoryService, LdapTlsReqCert};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "directory-certificate",
    severity: Severity::Warning,
    official: Some("LdapTlsReqCertValidator"),
    check: Check::DirectoryService(check),
};

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    let accepted = match directory.ldap_tls_req_cert() {
        LdapTlsReqCert::Hard | LdapTlsReqCert::Demand => return None,
        LdapTlsReqCert::Never => "any certificate is accepted, or none at all",
        LdapTlsReqCert::Allow => "a bad certificate is accepted",
        LdapTlsReqCert::Try => "a missing certificate is accepted",
    };
    let finding = Finding::new("the certificate of the directory is not checked strictly")
        .at(directory.key("LdapTlsReqCert"), accepted)
        .help("write `hard`, and give the certificate of its authority as `LdapTlsCaCert`");
    Some(finding)
}
