//! How subjects are found in a configuration.

use crate::model::cluster::{
    ClusterConfig, CustomAction, CustomActionKind, HeadNodeRootVolume, LoginNodesPool, NodeIam, NodeImage,
};
use crate::model::image::{ImageConfig, RootVolume};
use crate::scalar::{Int, SecurityGroupId};

use super::walk_batch::aws_batch_queues;
use super::walk_queue::slurm_queue;
use super::walk_settings::{cluster_settings, image_settings, slurm_settings};
use super::walk_storage::{kms_key, walk_shared_storage};
use super::{
    At, DesktopView, IamView, InstanceUse, NameView, NodeRole, NodeView, Place, Pool, ScriptView,
    SecurityGroupView, SlurmParameters, Subject, TagView, VolumeOwner, VolumeView,
};

/// Is called with every subject.
pub(super) type Visit<'v> = dyn FnMut(Subject<'_>) + 'v;

/// Calls `visit` with every subject of a cluster configuration.
pub(super) fn walk_cluster(cluster: &ClusterConfig, visit: &mut Visit<'_>) {
    let root = Place::ROOT;
    visit(Subject::Cluster(At::new(cluster, root)));
    if let Some(tags) = &cluster.tags {
        tag_list(tags, true, root.key("Tags"), visit);
    }
    head_node(cluster, &root.key("HeadNode"), visit);
    let login = root.key("LoginNodes");
    let pools = login.key("Pools");
    for (index, pool) in cluster.login_nodes.iter().flat_map(|login| &login.pools).enumerate() {
        login_pool(cluster, pool, &pools.index(index), visit);
    }
    scheduling(cluster, &root.key("Scheduling"), visit);
    cluster_settings(cluster, &root, visit);
    let storages = root.key("SharedStorage");
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        walk_shared_storage(cluster, storage, &storages.index(index), visit);
    }
}

fn head_node(cluster: &ClusterConfig, place: &Place<'_>, visit: &mut Visit<'_>) {
    let head = &cluster.head_node;
    visit(Subject::Node(At::new(&NodeView { cluster, role: NodeRole::Head }, *place)));
    let networking = &head.networking;
    let groups = (&networking.security_groups, &networking.additional_security_groups);
    security_groups(groups, place.key("Networking"), visit);
    named_type(cluster, NodeRole::Head, &head.instance_type, place.key("InstanceType"), visit);
    if let Some(iam) = &head.iam {
        node_iam(iam, NodeRole::Head, place.key("Iam"), visit);
    }
    if let Some(dcv) = &head.dcv {
        let view = DesktopView { cluster, dcv, instance_type: &head.instance_type };
        visit(Subject::Desktop(At::new(&view, place.key("Dcv"))));
    }
    let root_volume = head.local_storage.as_ref().and_then(|storage| storage.root_volume.as_ref());
    let default = HeadNodeRootVolume::default();
    let volume = root_volume.unwrap_or(&default);
    let view = VolumeView {
        owner: VolumeOwner::Head,
        volume_type: volume.volume_type().as_str(),
        has_type: volume.volume_type.is_some(),
        default_size: image_size(cluster, head.image.as_ref()),
        size: volume.size.map(Int::get),
        iops: volume.iops.map(Int::get),
        throughput: volume.throughput.map(Int::get),
    };
    visit(Subject::Volume(At::new(&view, place.key("LocalStorage").key("RootVolume"))));
    if let Some(actions) = &head.custom_actions {
        let events = [&actions.on_node_start, &actions.on_node_configured, &actions.on_node_updated];
        scripts(&events, &place.key("CustomActions"), visit);
    }
}

fn login_pool(cluster: &ClusterConfig, pool: &LoginNodesPool, place: &Place<'_>, visit: &mut Visit<'_>) {
    let role = NodeRole::Login(pool);
    visit(Subject::Pool(Pool { cluster, pool: At::new(pool, *place) }));
    visit(Subject::Node(At::new(&NodeView { cluster, role }, *place)));
    name("login pool", &pool.name, place, visit);
    named_type(cluster, role, &pool.instance_type, place.key("InstanceType"), visit);
    let groups = (&pool.networking.security_groups, &pool.networking.additional_security_groups);
    security_groups(groups, place.key("Networking"), visit);
    if let Some(iam) = &pool.iam {
        let view = IamView {
            owner: role,
            role: iam.instance_role.as_ref(),
            profile: iam.instance_profile.as_ref(),
            policies: iam.additional_iam_policies.as_deref().unwrap_or_default(),
            s3_access: &[],
        };
        visit(Subject::Iam(At::new(&view, place.key("Iam"))));
    }
    if let Some(dcv) = &pool.dcv {
        let view = DesktopView { cluster, dcv, instance_type: &pool.instance_type };
        visit(Subject::Desktop(At::new(&view, place.key("Dcv"))));
    }
    if let Some(actions) = &pool.custom_actions {
        let events = [&actions.on_node_start, &actions.on_node_configured, &actions.on_node_updated];
        scripts(&events, &place.key("CustomActions"), visit);
    }
}

fn scheduling(cluster: &ClusterConfig, place: &Place<'_>, visit: &mut Visit<'_>) {
    let scheduling = &cluster.scheduling;
    visit(Subject::Scheduling(At::new(scheduling, *place)));
    let settings = place.key("SlurmSettings");
    let items = settings.key("CustomSlurmSettings");
    let custom =
        scheduling.slurm_settings.as_ref().and_then(|settings| settings.custom_slurm_settings.as_ref());
    for (index, item) in custom.into_iter().flatten().enumerate() {
        slurm_parameters(SlurmParameters::item(item), items.index(index), visit);
    }
    let queues = place.key("SlurmQueues");
    for (index, queue) in scheduling.slurm_queues.iter().flatten().enumerate() {
        slurm_queue(cluster, queue, &queues.index(index), visit);
    }
    aws_batch_queues(scheduling, &place.key("AwsBatchQueues"), visit);
    if let Some(settings) = &scheduling.slurm_settings {
        slurm_settings(settings, &place.key("SlurmSettings"), visit);
    }
}

/// Calls `visit` with every subject of an image configuration.
pub(super) fn walk_image(image: &ImageConfig, visit: &mut Visit<'_>) {
    let root = Place::ROOT;
    visit(Subject::Image(At::new(image, root)));
    let place = root.key("Build");
    let build = &image.build;
    let view = InstanceUse { cluster: None, role: NodeRole::Build, name: &build.instance_type };
    visit(Subject::InstanceType(At::new(&view, place.key("InstanceType"))));
    if let Some(iam) = &build.iam {
        let view = IamView {
            owner: NodeRole::Build,
            role: iam.instance_role.as_ref(),
            profile: iam.instance_profile.as_ref(),
            policies: iam.additional_iam_policies.as_deref().unwrap_or_default(),
            s3_access: &[],
        };
        visit(Subject::Iam(At::new(&view, place.key("Iam"))));
    }
    if let Some(volume) = image.image.as_ref().and_then(|image| image.root_volume.as_ref()) {
        let encryption = (volume.encrypted, RootVolume::default().encrypted());
        kms_key(volume.kms_key_id.as_ref(), encryption, root.key("Image").key("RootVolume"), visit);
    }
    let components = place.key("Components");
    for (index, component) in build.components.iter().flatten().enumerate() {
        visit(Subject::Component(At::new(component, components.index(index))));
    }
    image_settings(image, &root, visit);
    if let Some(tags) = image.image.as_ref().and_then(|image| image.tags.as_ref()) {
        tag_list(tags, false, root.key("Image").key("Tags"), visit);
    }
}

/// GiB of a root volume of which no size is given: that of the image, which is 45 GiB for the official ones and not known
/// for others. In the isolated regions of AWS it is 45 GiB whatever the image.
pub(super) fn image_size(cluster: &ClusterConfig, node: Option<&NodeImage>) -> Option<i64> {
    let is_isolated = cluster.region.as_deref().is_some_and(|region| region.starts_with("us-iso"));
    (is_isolated || cluster.image.custom_ami(node).is_none()).then_some(45)
}

pub(super) fn name(what: &'static str, name: &str, place: &Place<'_>, visit: &mut Visit<'_>) {
    visit(Subject::Name(At::new(&NameView { what, name }, place.key("Name"))));
}

/// `place` is the key that names the instance type.
pub(super) fn named_type(
    cluster: &ClusterConfig,
    role: NodeRole<'_>,
    name: &str,
    place: Place<'_>,
    visit: &mut Visit<'_>,
) {
    let view = InstanceUse { cluster: Some(cluster), role, name };
    visit(Subject::InstanceType(At::new(&view, place)));
}

pub(super) fn security_groups(
    (own, additional): (&Option<Vec<SecurityGroupId>>, &Option<Vec<SecurityGroupId>>),
    place: Place<'_>,
    visit: &mut Visit<'_>,
) {
    let view = SecurityGroupView {
        security_groups: own.as_deref().unwrap_or_default(),
        additional: additional.as_deref().unwrap_or_default(),
    };
    visit(Subject::SecurityGroups(At::new(&view, place)));
}

pub(super) fn node_iam(iam: &NodeIam, owner: NodeRole<'_>, place: Place<'_>, visit: &mut Visit<'_>) {
    let view = IamView {
        owner,
        role: iam.instance_role.as_ref(),
        profile: iam.instance_profile.as_ref(),
        policies: iam.additional_iam_policies.as_deref().unwrap_or_default(),
        s3_access: iam.s3_access.as_deref().unwrap_or_default(),
    };
    visit(Subject::Iam(At::new(&view, place)));
}

pub(super) fn slurm_parameters(view: SlurmParameters<'_>, place: Place<'_>, visit: &mut Visit<'_>) {
    visit(Subject::SlurmParameters(At::new(&view, place)));
}

pub(super) fn tag_list(tags: &[crate::model::Tag], unique: bool, place: Place<'_>, visit: &mut Visit<'_>) {
    visit(Subject::Tags(At::new(&TagView { tags, unique }, place)));
}

/// The events are those that the nodes have, in the order in which they happen.
pub(super) fn scripts(events: &[&Option<CustomAction>], place: &Place<'_>, visit: &mut Visit<'_>) {
    for (key, action) in ["OnNodeStart", "OnNodeConfigured", "OnNodeUpdated"].into_iter().zip(events) {
        let place = place.key(key);
        match action.as_ref().and_then(CustomAction::kind) {
            Some(CustomActionKind::Script { script, args }) => {
                let view = ScriptView { url: script, args };
                visit(Subject::Script(At::new(&view, place)));
            }
            Some(CustomActionKind::Sequence(sequence)) => {
                let items = place.key("Sequence");
                for (index, item) in sequence.iter().enumerate() {
                    let view = ScriptView { url: &item.script, args: item.args() };
                    visit(Subject::Script(At::new(&view, items.index(index))));
                }
            }
            None => {}
        }
    }
}
