//! Rules about where nodes are placed.

use crate::location::Path;
use crate::model::cluster::PlacementGroup;

use super::Queue;

/// The placement groups that are written in a queue: its own, and those of compute resources by their positions.
fn groups<'a>(queue: &Queue<'a>) -> impl Iterator<Item = (Option<usize>, &'a PlacementGroup)> {
    let queue = queue.value();
    let own = queue.networking.placement_group.as_ref().map(|group| (None, group));
    let resources = queue.compute_resources.iter().enumerate().filter_map(|(at, resource)| {
        Some((Some(at), resource.networking.as_ref()?.placement_group.as_ref()?))
    });
    own.into_iter().chain(resources)
}

/// The section of one of them.
fn group_path(queue: &Queue<'_>, at: Option<usize>) -> Path {
    let owner = match at {
        Some(at) => queue.key("ComputeResources").index(at),
        None => queue.path(),
    };
    owner.key("Networking").key("PlacementGroup")
}

crate::rules::rules! {
    duplicate_subnet,
    placement_group_id_and_name,
    placement_group_in_several_zones,
    placement_group_named_but_disabled,
    placement_group_unsupported,
    placement_group_with_several_types,
    public_ip_with_network_cards,
}
