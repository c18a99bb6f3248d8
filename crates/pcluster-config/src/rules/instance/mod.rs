//! Rules about instance types.

use crate::location::Path;

use super::{At, DEFAULT_REGION, Facts, Finding, InstanceUse, NodeRole, RegionSource};

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

/// How well it is known that EC2 does not offer a type in the region of the configuration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// The catalogue has the region.
    Known,
    /// It has not: another region stands in.
    Inferred,
}

/// Whether EC2 does not offer a type in the region.
fn lack(named: &InstanceUse<'_>, facts: &Facts<'_>) -> Option<Lack> {
    let is_lacking = facts.offered(named.name) == Some(false);
    is_lacking.then(|| if facts.has_offers_of(named.name) { Lack::Known } else { Lack::Inferred })
}

/// A finding about a type that EC2 does not offer in the region.
fn not_offered(message: String, named: &At<'_, InstanceUse<'_>>, lack: Lack, facts: &Facts<'_>) -> Finding {
    let (region, source) = facts.region();
    let label = match lack {
        Lack::Known => "this type is not to be had there".to_owned(),
        Lack::Inferred => {
            format!("not in {DEFAULT_REGION}, which stands in: the types of {region} are not known")
        }
    };
    let finding = Finding::new(message).at(named.path(), label);
    let key = Path::root().key("Region");
    let finding = match source {
        RegionSource::Config => finding.and(key, "the region"),
        RegionSource::Caller | RegionSource::Nobody => finding.decided_by(key),
    };
    match (lack, source) {
        (Lack::Inferred, _) => finding.help(
            "choose another type, or allow this if `aws ec2 describe-instance-type-offerings` lists it",
        ),
        (Lack::Known, RegionSource::Nobody) => {
            finding.help(format!("choose another type, or write `Region:`; without it, {region} is assumed"))
        }
        (Lack::Known, _) => finding.help("choose another instance type, or another region"),
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
