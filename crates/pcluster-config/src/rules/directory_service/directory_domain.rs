//! A domain that is neither a name nor in the notation of LDAP.
//!
//! SSSD searches users below this domain. In the notation of LDAP, only its components (`DC`) can stand here: an
//! organizational unit (`OU`) cannot.
//!
//! ```yaml fires
//! DirectoryService:
//!   DomainName: OU=corp,DC=example,DC=com
//!   DomainAddr: ldaps://corp.example.com
//!   PasswordSecretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:directory-AbCdEf
//!   DomainReadOnlyUser: cn=ReadOnly,ou=Users,dc=corp,dc=example,dc=com
//! ```
//!
//! ```yaml quiet
//! DirectoryService:
//!   DomainName: DC=corp,DC=example,DC=com
//!   DomainAddr: ldaps://corp.example.com
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
use crate::scalar::{Fit, Pattern};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "directory-domain",
    severity: Severity::Error,
    official: Some("DomainNameValidator"),
    check: Check::DirectoryService(check),
};

/// Labels with dots between them.
static NAME: Pattern = Pattern::new(r"^[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*$");

/// Domain components with commas between them, and nothing else.
static COMPONENTS: Pattern = Pattern::new("^(DC|dc)=[a-zA-Z0-9_-]+(,(DC|dc)=[a-zA-Z0-9_-]+)*$");

fn check(directory: &At<'_, DirectoryService>, _: &Facts<'_>) -> Option<Finding> {
    let name = directory.domain_name.as_str();
    let fits = name.is_empty() || [&NAME, &COMPONENTS].iter().any(|pattern| pattern.fit(name) != Fit::No);
    (!fits).then(|| {
        Finding::new(format!("`{name}` is not the name of a domain"))
            .at(directory.key("DomainName"), "")
            .help("write it with dots, `corp.example.com`, or as components, `DC=corp,DC=example,DC=com`")
    })
}
