//! Rules about networking.

crate::rules::rules! {
    security_groups_or_additional,
}
