//! What rules look at, and how it is found in a configuration.

use std::ops::Deref;

use serde::de::DeserializeOwned;

use crate::kind::ConfigKind;
use crate::location::Path;
use crate::model::cluster::{
    AwsBatchQueueNetworking, CapacityReservationTarget, ClusterConfig, ComputeResource, EfsSettings,
    FsxLustreSettings, HeadNodeNetworking, LoginNodesIam, LoginNodesNetworking, NodeIam, QueueNetworking,
    S3Access, Scheduling, SharedStorage,
};
use crate::model::image::{BuildIam, Component, ImageConfig};
use crate::model::{AdditionalIamPolicy, Tag};
use crate::scalar::{InstanceProfileArn, RoleArn, SecurityGroupId};

/// A part of the model with its path.
pub(crate) struct At<'a, T> {
    value: &'a T,
    path: &'a Path,
}

impl<'a, T> At<'a, T> {
    pub(super) fn new(value: &'a T, path: &'a Path) -> Self {
        Self { value, path }
    }

    /// The path of a key of it.
    pub(crate) fn key(&self, key: &str) -> Path {
        self.path.key(key)
    }

    /// The path of it.
    pub(crate) fn path(&self) -> Path {
        self.path.clone()
    }
}

impl<T> Deref for At<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

macro_rules! subjects {
    ($($variant:ident($type:ty);)+) => {
        /// A part of the model that rules look at.
        pub(crate) enum Subject<'c> {
            $($variant(&'c $type),)+
        }

        $(impl<'c> From<&'c $type> for Subject<'c> {
            fn from(part: &'c $type) -> Self {
                Self::$variant(part)
            }
        })+
    };
}

subjects! {
    Cluster(ClusterConfig);
    Scheduling(Scheduling);
    ComputeResource(ComputeResource);
    CapacityReservationTarget(CapacityReservationTarget);
    SharedStorage(SharedStorage);
    EfsSettings(EfsSettings);
    FsxLustreSettings(FsxLustreSettings);
    HeadNodeNetworking(HeadNodeNetworking);
    LoginNodesNetworking(LoginNodesNetworking);
    QueueNetworking(QueueNetworking);
    AwsBatchQueueNetworking(AwsBatchQueueNetworking);
    NodeIam(NodeIam);
    LoginNodesIam(LoginNodesIam);
    BuildIam(BuildIam);
    Tags(Vec<Tag>);
    ImageTags(ImageTags);
    Component(Component);
}

/// The tags of an image, which follow fewer rules.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct ImageTags(Vec<Tag>);

/// Calls `visit` with every subject of a cluster configuration.
pub(crate) fn walk_cluster(cluster: &ClusterConfig, visit: &mut dyn FnMut(Subject<'_>, Path)) {
    let root = Path::root();
    visit(cluster.into(), root.clone());
    if let Some(tags) = &cluster.tags {
        visit(tags.into(), root.key("Tags"));
    }
    let head = root.key("HeadNode");
    visit((&cluster.head_node.networking).into(), head.key("Networking"));
    if let Some(iam) = &cluster.head_node.iam {
        visit(iam.into(), head.key("Iam"));
    }
    let pools = root.key("LoginNodes").key("Pools");
    for (index, pool) in cluster.login_nodes.iter().flat_map(|login| &login.pools).enumerate() {
        let path = pools.index(index);
        visit((&pool.networking).into(), path.key("Networking"));
        if let Some(iam) = &pool.iam {
            visit(iam.into(), path.key("Iam"));
        }
    }
    walk_scheduling(&cluster.scheduling, &root.key("Scheduling"), visit);
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        let path = root.key("SharedStorage").index(index);
        visit(storage.into(), path.clone());
        if let Some(settings) = &storage.efs_settings {
            visit(settings.into(), path.key("EfsSettings"));
        }
        if let Some(settings) = &storage.fsx_lustre_settings {
            visit(settings.into(), path.key("FsxLustreSettings"));
        }
    }
}

fn walk_scheduling(scheduling: &Scheduling, path: &Path, visit: &mut dyn FnMut(Subject<'_>, Path)) {
    visit(scheduling.into(), path.clone());
    for (index, queue) in scheduling.slurm_queues.iter().flatten().enumerate() {
        let path = path.key("SlurmQueues").index(index);
        visit((&queue.networking).into(), path.key("Networking"));
        if let Some(iam) = &queue.iam {
            visit(iam.into(), path.key("Iam"));
        }
        if let Some(target) = &queue.capacity_reservation_target {
            visit(target.into(), path.key("CapacityReservationTarget"));
        }
        if let Some(tags) = &queue.tags {
            visit(tags.into(), path.key("Tags"));
        }
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            let path = path.key("ComputeResources").index(index);
            visit(resource.into(), path.clone());
            if let Some(target) = &resource.capacity_reservation_target {
                visit(target.into(), path.key("CapacityReservationTarget"));
            }
            if let Some(tags) = &resource.tags {
                visit(tags.into(), path.key("Tags"));
            }
        }
    }
    for (index, queue) in scheduling.aws_batch_queues.iter().flatten().enumerate() {
        let path = path.key("AwsBatchQueues").index(index);
        visit((&queue.networking).into(), path.key("Networking"));
    }
}

/// Calls `visit` with every subject of an image configuration.
pub(crate) fn walk_image(image: &ImageConfig, visit: &mut dyn FnMut(Subject<'_>, Path)) {
    let build = Path::root().key("Build");
    if let Some(iam) = &image.build.iam {
        visit(iam.into(), build.key("Iam"));
    }
    for (index, component) in image.build.components.iter().flatten().enumerate() {
        visit(component.into(), build.key("Components").index(index));
    }
    if let Some(tags) = image.image.as_ref().and_then(|image| image.tags.as_ref()) {
        visit((&ImageTags(tags.clone())).into(), Path::root().key("Image").key("Tags"));
    }
}

/// A source of single sections, for a configuration that cannot be read whole.
pub(crate) trait Sites {
    /// Calls `visit` with every section at a path pattern that has no error in it.
    fn each<T: DeserializeOwned>(&self, pattern: &[&str], visit: &mut dyn FnMut(T, Path));
}

/// Calls `visit` with every subject that has no error in it.
pub(crate) fn walk_sites(kind: ConfigKind, sites: &impl Sites, visit: &mut dyn FnMut(Subject<'_>, Path)) {
    fn pass<'v, T>(visit: &'v mut dyn FnMut(Subject<'_>, Path)) -> impl FnMut(T, Path) + 'v
    where
        for<'t> Subject<'t>: From<&'t T>,
    {
        move |part, path| visit(Subject::from(&part), path)
    }
    let queue = ["Scheduling", "SlurmQueues", "[]"];
    let resource = ["Scheduling", "SlurmQueues", "[]", "ComputeResources", "[]"];
    let below = |section: &[&'static str], key: &'static str| [section, &[key]].concat();
    match kind {
        ConfigKind::Cluster => {
            sites.each::<ClusterConfig>(&[], &mut pass(visit));
            sites.each::<Vec<Tag>>(&["Tags"], &mut pass(visit));
            sites.each::<HeadNodeNetworking>(&["HeadNode", "Networking"], &mut pass(visit));
            sites.each::<NodeIam>(&["HeadNode", "Iam"], &mut pass(visit));
            sites
                .each::<LoginNodesNetworking>(&["LoginNodes", "Pools", "[]", "Networking"], &mut pass(visit));
            sites.each::<LoginNodesIam>(&["LoginNodes", "Pools", "[]", "Iam"], &mut pass(visit));
            sites.each::<Scheduling>(&["Scheduling"], &mut pass(visit));
            sites.each::<QueueNetworking>(&below(&queue, "Networking"), &mut pass(visit));
            sites.each::<NodeIam>(&below(&queue, "Iam"), &mut pass(visit));
            sites.each::<CapacityReservationTarget>(
                &below(&queue, "CapacityReservationTarget"),
                &mut pass(visit),
            );
            sites.each::<Vec<Tag>>(&below(&queue, "Tags"), &mut pass(visit));
            sites.each::<ComputeResource>(&resource, &mut pass(visit));
            sites.each::<CapacityReservationTarget>(
                &below(&resource, "CapacityReservationTarget"),
                &mut pass(visit),
            );
            sites.each::<Vec<Tag>>(&below(&resource, "Tags"), &mut pass(visit));
            let batch_networking = ["Scheduling", "AwsBatchQueues", "[]", "Networking"];
            sites.each::<AwsBatchQueueNetworking>(&batch_networking, &mut pass(visit));
            sites.each::<SharedStorage>(&["SharedStorage", "[]"], &mut pass(visit));
            sites.each::<EfsSettings>(&["SharedStorage", "[]", "EfsSettings"], &mut pass(visit));
            sites.each::<FsxLustreSettings>(&["SharedStorage", "[]", "FsxLustreSettings"], &mut pass(visit));
        }
        ConfigKind::Image => {
            sites.each::<BuildIam>(&["Build", "Iam"], &mut pass(visit));
            sites.each::<Component>(&["Build", "Components", "[]"], &mut pass(visit));
            sites.each::<ImageTags>(&["Image", "Tags"], &mut pass(visit));
        }
    }
}

/// The two ways to give security groups.
pub(crate) struct SecurityGroupChoice<'a> {
    pub(super) security_groups: &'a [SecurityGroupId],
    pub(super) additional: &'a [SecurityGroupId],
}

impl<'a> SecurityGroupChoice<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Option<Self> {
        let (own, additional) = match subject {
            Subject::HeadNodeNetworking(n) => (&n.security_groups, &n.additional_security_groups),
            Subject::LoginNodesNetworking(n) => (&n.security_groups, &n.additional_security_groups),
            Subject::QueueNetworking(n) => (&n.security_groups, &n.additional_security_groups),
            Subject::AwsBatchQueueNetworking(n) => (&n.security_groups, &n.additional_security_groups),
            _ => return None,
        };
        Some(Self {
            security_groups: own.as_deref().unwrap_or_default(),
            additional: additional.as_deref().unwrap_or_default(),
        })
    }
}

/// The ways to say what nodes may do in AWS.
pub(crate) struct IamChoice<'a> {
    pub(super) role: Option<&'a RoleArn>,
    pub(super) profile: Option<&'a InstanceProfileArn>,
    pub(super) policies: &'a [AdditionalIamPolicy],
    pub(super) s3_access: &'a [S3Access],
}

impl<'a> IamChoice<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Option<Self> {
        let (role, profile, policies, s3_access) = match subject {
            Subject::NodeIam(iam) => (
                &iam.instance_role,
                &iam.instance_profile,
                &iam.additional_iam_policies,
                iam.s3_access.as_deref(),
            ),
            Subject::LoginNodesIam(iam) => {
                (&iam.instance_role, &iam.instance_profile, &iam.additional_iam_policies, None)
            }
            Subject::BuildIam(iam) => {
                (&iam.instance_role, &iam.instance_profile, &iam.additional_iam_policies, None)
            }
            _ => return None,
        };
        Some(Self {
            role: role.as_ref(),
            profile: profile.as_ref(),
            policies: policies.as_deref().unwrap_or_default(),
            s3_access: s3_access.unwrap_or_default(),
        })
    }
}

/// A list of tags.
pub(crate) struct TagList<'a> {
    pub(super) tags: &'a [Tag],
    /// Whether every name may stand only once.
    pub(super) unique: bool,
}

impl<'a> TagList<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Option<Self> {
        match subject {
            Subject::Tags(tags) => Some(Self { tags, unique: true }),
            Subject::ImageTags(tags) => Some(Self { tags: &tags.0, unique: false }),
            _ => None,
        }
    }
}
