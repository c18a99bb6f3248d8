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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_may_stand_for_ldap() {
        let is_possible = |text: &str| may_be_ldap(&Value::String(text.to_owned()));
        assert!(is_possible("ldap") && is_possible("${PROVIDER}"));
        assert!(!is_possible("ad") && !may_be_ldap(&Value::Bool(true)));
    }
}
