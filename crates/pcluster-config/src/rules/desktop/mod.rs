//! Rules about remote desktops.

crate::rules::rules! {
    desktop_open_to_all,
    desktop_on_tiny_instance,
    desktop_system,
    desktop_without_gpu,
}
