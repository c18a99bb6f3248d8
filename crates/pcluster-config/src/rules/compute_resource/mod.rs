//! Rules about compute resources and their capacity.

pub(super) mod capacity_reservation_target;
pub(super) mod duplicate_instance_type;
pub(super) mod instance_type_or_instances;
pub(super) mod no_instance_type;
