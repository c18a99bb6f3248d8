//! Rules about the Elastic Fabric Adapter.

crate::rules::rules! {
    efa_in_several_zones,
    efa_off,
    efa_placement_group_undecided,
    efa_unsupported,
    efa_without_placement_group,
    gdr_without_efa,
    public_ip_with_efa,
}

use super::{Facts, Finding, Resource};

/// That a type of a compute resource has EFA, and EFA is off in a queue where it could be on.
pub(super) fn is_off(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if resource.efa_enabled() || facts.spans_zones(resource.queue.value()) {
        return None;
    }
    let (at, with) = resource.types(facts).find(|(_, facts)| facts.supports_efa())?;
    Some(
        Finding::new(format!("`{}` has EFA, but EFA is not enabled", with.instance_type))
            .at(resource.type_path(at), "this type has EFA")
            .decided_by(resource.efa_path())
            .decided_by(resource.subnets_path()),
    )
}
