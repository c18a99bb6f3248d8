//! Rules about how users log in.

crate::rules::rules! {
    login_key_pair,
    no_key_pair,
}
