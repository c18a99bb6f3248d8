//! Rules about image builds.

crate::rules::rules! {
    build_overrides,
    component_value,
    image_volume_size,
    nvidia_software_without_gpu,
    subnet_without_security_group,
    too_many_components,
}
