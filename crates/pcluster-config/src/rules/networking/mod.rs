//! Rules about networking.

crate::rules::rules! {
    mixed_security_groups,
    security_groups_or_additional,
}
