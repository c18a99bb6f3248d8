//! Rules about the directory that users come from.

crate::rules::rules! {
    directory_address,
    directory_certificate,
    directory_domain,
    directory_in_clear_text,
    directory_protocol,
    sssd_access_provider,
    sssd_id_provider,
}

use crate::scalar::Value;
use crate::template::contains_placeholder;

/// Whether a provider of SSSD is LDAP, or a placeholder for one: what is in a free map is not looked at before.
fn may_be_ldap(provider: &Value) -> bool {
    provider.as_str().is_some_and(|text| text == "ldap" || contains_placeholder(text))
}
