//! How subjects are found in the queues of Slurm.

use crate::facts::SlurmLine;
use crate::model::cluster::{ClusterConfig, QueueRootVolume, SlurmQueue};
use crate::scalar::Int;

use super::walk::{
    Visit, image_size, name, named_type, node_iam, scripts, security_groups, slurm_parameters, tag_list,
};
use super::{
    At, NodeRole, NodeView, Place, Queue, Resource, SlurmParameters, Subject, VolumeOwner, VolumeView,
};

pub(super) fn slurm_queue(
    cluster: &ClusterConfig,
    queue: &SlurmQueue,
    place: &Place<'_>,
    visit: &mut Visit<'_>,
) {
    let role = NodeRole::Compute(queue);
    let at = At::new(queue, *place);
    visit(Subject::Queue(Queue { cluster, queue: at }));
    visit(Subject::Node(At::new(&NodeView { cluster, role }, *place)));
    name("queue", &queue.name, place, visit);
    let groups = (&queue.networking.security_groups, &queue.networking.additional_security_groups);
    security_groups(groups, place.key("Networking"), visit);
    if let Some(iam) = &queue.iam {
        node_iam(iam, role, place.key("Iam"), visit);
    }
    if let Some(target) = &queue.capacity_reservation_target {
        let place = place.key("CapacityReservationTarget");
        visit(Subject::CapacityReservationTarget(At::new(target, place)));
    }
    if let Some(map) = &queue.custom_slurm_settings {
        let view = SlurmParameters::added_to(SlurmLine::Partition, map);
        slurm_parameters(view, place.key("CustomSlurmSettings"), visit);
    }
    if let Some(tags) = &queue.tags {
        tag_list(tags, true, place.key("Tags"), visit);
    }
    root_volume(cluster, queue, &place.key("ComputeSettings"), visit);
    if let Some(actions) = &queue.custom_actions {
        let events = [&actions.on_node_start, &actions.on_node_configured];
        scripts(&events, &place.key("CustomActions"), visit);
    }
    let resources = place.key("ComputeResources");
    for (index, resource) in queue.compute_resources.iter().enumerate() {
        let place = resources.index(index);
        let resource = At::new(resource, place);
        compute_resource(&Resource { cluster, queue: at, resource }, &place, visit);
    }
}

/// The root volume of the nodes of a queue, which they have also where none is written.
fn root_volume(cluster: &ClusterConfig, queue: &SlurmQueue, settings: &Place<'_>, visit: &mut Visit<'_>) {
    let storage = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
    let default = QueueRootVolume::default();
    let volume = storage.and_then(|storage| storage.root_volume.as_ref()).unwrap_or(&default);
    let view = VolumeView {
        owner: VolumeOwner::Queue,
        volume_type: volume.volume_type(),
        has_type: volume.volume_type.is_some(),
        default_size: image_size(cluster, queue.image.as_ref()),
        size: volume.size.map(Int::get),
        iops: volume.iops.map(Int::get),
        throughput: volume.throughput.map(Int::get),
    };
    let local = settings.key("LocalStorage");
    visit(Subject::Volume(At::new(&view, local.key("RootVolume"))));
}

fn compute_resource(resource: &Resource<'_>, place: &Place<'_>, visit: &mut Visit<'_>) {
    let (cluster, role) = (resource.cluster, NodeRole::Compute(resource.queue.value()));
    visit(Subject::ComputeResource(*resource));
    name("compute resource", &resource.name, place, visit);
    if let Some(name) = &resource.instance_type {
        named_type(cluster, role, name, place.key("InstanceType"), visit);
    }
    let instances = place.key("Instances");
    for (index, instance) in resource.instances.iter().flatten().enumerate() {
        let place = instances.index(index);
        named_type(cluster, role, &instance.instance_type, place.key("InstanceType"), visit);
    }
    if let Some(target) = &resource.capacity_reservation_target {
        let place = place.key("CapacityReservationTarget");
        visit(Subject::CapacityReservationTarget(At::new(target, place)));
    }
    if let Some(map) = &resource.custom_slurm_settings {
        let view = SlurmParameters::added_to(SlurmLine::Node, map);
        slurm_parameters(view, place.key("CustomSlurmSettings"), visit);
    }
    if let Some(tags) = &resource.tags {
        tag_list(tags, true, place.key("Tags"), visit);
    }
}
