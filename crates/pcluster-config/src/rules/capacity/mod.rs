//! Rules about how instances are bought and reserved.

crate::rules::rules! {
    capacity_block_count,
    capacity_block_placement_group,
    capacity_block_without_reservation,
    capacity_type_unsupported,
    capacity_type_unverifiable,
    reservation_with_several_types,
}
