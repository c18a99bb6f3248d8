//! Rules about compute resources and their capacity.

crate::rules::rules! {
    capacity_reservation_target,
    duplicate_instance_type,
    instance_type_or_instances,
    no_instance_type,
}
