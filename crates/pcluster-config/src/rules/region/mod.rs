//! Rules about regions.

crate::rules::rules! {
    not_in_region,
}
