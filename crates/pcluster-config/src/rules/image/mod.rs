//! Rules about image builds.

crate::rules::rules! {
    component_value,
}
