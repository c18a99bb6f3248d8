//! Rules about image builds.

crate::rules::rules! {
    component_value,
    image_volume_size,
}
