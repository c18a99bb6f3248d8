//! Rules about reserved and Spot capacity, and whether a configuration can get at it.

crate::rules::rules! {
    allocation_strategy_unused,
    placement_group_with_reservation,
    reservation_idle,
    reservation_kind_not_said,
    reservation_of_two_kinds,
    spot_with_reservation,
}

use crate::location::Path;
use crate::model::cluster::CapacityReservationTarget;
use crate::rules::Resource;

/// The reserved capacity that a compute resource is started from.
struct Reservation<'a> {
    /// The key that names it, in the compute resource or in its queue.
    path: Path,
    /// Its id; `None` for a group of reservations.
    id: Option<&'a str>,
}

/// The reserved capacity of a compute resource, its own or else its queue's.
fn reservation<'a>(resource: &Resource<'a>) -> Option<Reservation<'a>> {
    let (section, target) = match &resource.value().capacity_reservation_target {
        Some(own) => (resource.path(), own),
        None => (resource.queue.path(), resource.queue.value().capacity_reservation_target.as_ref()?),
    };
    in_target(&section.key("CapacityReservationTarget"), target)
}

fn in_target<'a>(path: &Path, target: &'a CapacityReservationTarget) -> Option<Reservation<'a>> {
    let given = |text: &'a Option<String>| text.as_deref().filter(|text| !text.is_empty());
    let id = given(&target.capacity_reservation_id);
    let key = match (id, given(&target.capacity_reservation_resource_group_arn)) {
        (Some(_), _) => "CapacityReservationId",
        (None, Some(_)) => "CapacityReservationResourceGroupArn",
        (None, None) => return None,
    };
    Some(Reservation { path: path.key(key), id })
}
