//! Rules about instance types.

use crate::location::Path;

use super::{Facts, Finding, InstanceUse, NodeRole};

/// Whether nodes start from the official image of ParallelCluster. For login nodes that is never asked.
fn starts_from_official_image(named: &InstanceUse<'_>) -> bool {
    let Some(cluster) = named.cluster else { return false };
    let own = match named.role {
        NodeRole::Head => cluster.head_node.image.as_ref(),
        NodeRole::Compute(queue) => queue.image.as_ref(),
        NodeRole::Login(_) | NodeRole::Build => return false,
    };
    cluster.image.custom_ami(own).is_none()
}

/// Whether the instance type is compared with the operating system: of login nodes only where they have an image of
/// their own.
fn is_compared_with_os(named: &InstanceUse<'_>) -> bool {
    match named.role {
        NodeRole::Head | NodeRole::Compute(_) => true,
        NodeRole::Login(pool) => pool.image.is_some(),
        NodeRole::Build => false,
    }
}

/// Says which region a finding is about.
fn in_region(finding: Finding, facts: &Facts<'_>) -> Finding {
    let (region, is_named) = facts.region();
    let key = Path::root().key("Region");
    if is_named {
        finding.and(key, "the region").help("choose another instance type, or another region")
    } else {
        finding
            .decided_by(key)
            .help(format!("choose another type, or write `Region:`; without it, {region} is assumed"))
    }
}

crate::rules::rules! {
    accelerator_without_driver,
    compute_architecture,
    gpu_too_old_for_driver,
    head_node_memory,
    head_or_login_type_not_offered,
    image_architecture,
    instance_type_not_offered,
    intel_platform_architecture,
    intel_platform_os,
    os_unsupported_by_type,
    small_instance_type,
    unknown_instance_type,
}
