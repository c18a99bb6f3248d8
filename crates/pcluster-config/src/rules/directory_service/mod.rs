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
