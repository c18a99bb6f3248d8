//! `DirectoryService`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::{DirectorySecretArn, FreeMap, Value};

/// A directory that the cluster takes its users from, through SSSD on every node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DirectoryService {
    /// Domain of the users, as a name (`corp.example.com`) or in LDAP's notation
    /// (`dc=corp,dc=example,dc=com`).
    pub domain_name: String,
    /// URLs of the directory's servers, separated by commas. `ldap://` sends passwords in the clear.
    pub domain_addr: String,
    /// Secret or parameter that holds the password of `DomainReadOnlyUser` as plain text. It is read when the
    /// nodes are configured: a new password does not reach them by itself.
    #[garde(dive)]
    pub password_secret_arn: DirectorySecretArn,
    /// Distinguished name of the user that looks others up.
    pub domain_read_only_user: String,
    /// Path on the nodes of the certificates that the directory's own is checked with.
    pub ldap_tls_ca_cert: Option<String>,
    /// How strictly the certificate of the directory is checked.
    #[schemars(extend("default" = Self::default().ldap_tls_req_cert()))]
    pub ldap_tls_req_cert: Option<LdapTlsReqCert>,
    /// LDAP filter that users must pass to get into the cluster. When absent, all users of the directory do.
    pub ldap_access_filter: Option<String>,
    /// Makes a pair of SSH keys for every user at the first login on the head node.
    #[schemars(extend("default" = Self::default().generate_ssh_keys_for_users()))]
    pub generate_ssh_keys_for_users: Option<bool>,
    /// Parameters for `sssd.conf`; they win over those that ParallelCluster writes.
    #[schemars(extend("default" = FreeMap::default()))]
    pub additional_sssd_configs: Option<FreeMap>,
}

impl DirectoryService {
    /// How strictly the certificate of the directory is checked.
    pub fn ldap_tls_req_cert(&self) -> LdapTlsReqCert {
        self.ldap_tls_req_cert.unwrap_or(LdapTlsReqCert::Hard)
    }

    /// Whether users get SSH keys at their first login.
    pub fn generate_ssh_keys_for_users(&self) -> bool {
        self.generate_ssh_keys_for_users.unwrap_or(true)
    }

    /// Parameters for `sssd.conf`.
    pub fn additional_sssd_configs(&self) -> impl Iterator<Item = (&Value, &Value)> {
        self.additional_sssd_configs.iter().flat_map(FreeMap::iter)
    }
}

/// How strictly the certificate of a directory is checked; the words are those of `TLS_REQCERT` in `ldap.conf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum LdapTlsReqCert {
    /// It is not asked for.
    Never,
    /// A missing or a bad one is ignored.
    Allow,
    /// A missing one is ignored, a bad one ends the connection.
    Try,
    /// A missing or a bad one ends the connection.
    Demand,
    /// The same as `demand`.
    Hard,
}
