//! An address of the directory that cannot be read.
//!
//! Every node looks its users up at this address.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://[10.0.0.5]
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: corp.example.com
//!   DomainAddr: ldaps://[fd00::5]
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::DirectoryService;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::Url;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "directory-address",
    severity: Severity::Error,
    official: Some("DomainAddrValidator"),
    check: Check::DirectoryService(check),
};

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    let address = directory.domain_addr.as_str();
    let fault = Url::split(address).err()?;
    Some(
        Finding::new(format!("`{address}` is not the address of a directory"))
            .at(directory.key("DomainAddr"), fault.to_string())
            .help("write the URL of a server, such as `ldaps://corp.example.com`"),
    )
}
