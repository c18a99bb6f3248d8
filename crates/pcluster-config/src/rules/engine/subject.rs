//! What rules look at.

use std::ops::Deref;

use crate::location::Path;
use crate::model::Cookbook;
use crate::model::cluster::{
    CapacityReservationTarget, ClusterConfig, ComputeResource, DirectoryService, EfsSettings,
    FsxLustreSettings, LoginNodesPool, Scheduling, SharedStorage, SlurmQueue, SlurmSettings,
};
use crate::model::image::{Component, ImageConfig};

use super::{
    At, DesktopView, Facts, Finding, IamView, InstanceUse, KmsKeyView, NameView, NodeView, ScriptView,
    SecurityGroupView, SlurmParameters, TagView, UrlView, VolumeView,
};

macro_rules! subjects {
    ($($(#[$doc:meta])* $one:ident | $each:ident ($subject:ty);)+) => {
        /// A part of a configuration that rules look at.
        pub(crate) enum Subject<'a> {
            $($(#[$doc])* $one($subject),)+
        }

        /// What a rule looks at, and how. With `...Each` it may have more than one thing to say.
        #[allow(dead_code, reason = "not every subject has rules of both kinds")]
        pub(crate) enum Check {
            $(
                $(#[$doc])* $one(for<'a> fn(&$subject, &Facts<'_>) -> Option<Finding>),
                $each(for<'a> fn(&$subject, &Facts<'_>) -> Vec<Finding>),
            )+
        }

        #[derive(Clone, Copy)]
        enum Ordinal {
            $($one,)+
        }

        impl Subject<'_> {
            /// How many kinds of subjects there are.
            pub(super) const KINDS: usize = [$(Ordinal::$one),+].len();

            /// Which kind of subject it is.
            pub(super) fn ordinal(&self) -> usize {
                match self {
                    $(Self::$one(_) => Ordinal::$one as usize,)+
                }
            }
        }

        impl Check {
            /// Which kind of subject it looks at.
            pub(super) fn ordinal(&self) -> usize {
                match self {
                    $(Self::$one(_) | Self::$each(_) => Ordinal::$one as usize,)+
                }
            }

            /// Which kind of subject it looks at, in a word.
            pub(in crate::rules) fn subject(&self) -> &'static str {
                match self {
                    $(Self::$one(_) | Self::$each(_) => stringify!($one),)+
                }
            }

            /// What it has to say about a subject.
            pub(super) fn run(&self, subject: &Subject<'_>, facts: &Facts<'_>, say: &mut dyn FnMut(Finding)) {
                match (self, subject) {
                    $(
                        (Self::$one(check), Subject::$one(subject)) => {
                            check(subject, facts).into_iter().for_each(say);
                        }
                        (Self::$each(check), Subject::$one(subject)) => {
                            check(subject, facts).into_iter().for_each(say);
                        }
                    )+
                    _ => {}
                }
            }
        }
    };
}

subjects! {
    /// A cluster as a whole.
    Cluster | ClusterEach (At<'a, ClusterConfig>);
    /// An image as a whole.
    Image | ImageEach (At<'a, ImageConfig>);
    /// `Scheduling`.
    Scheduling | SchedulingEach (At<'a, Scheduling>);
    /// A queue of Slurm.
    Queue | QueueEach (Queue<'a>);
    /// A compute resource of Slurm.
    ComputeResource | ComputeResourceEach (Resource<'a>);
    /// A pool of login nodes.
    Pool | PoolEach (Pool<'a>);
    /// `CapacityReservationTarget` of a queue or a compute resource.
    CapacityReservationTarget | CapacityReservationTargetEach (At<'a, CapacityReservationTarget>);
    /// An item of `SharedStorage`.
    SharedStorage | SharedStorageEach (Storage<'a>);
    /// `EfsSettings`.
    EfsSettings | EfsSettingsEach (At<'a, EfsSettings>);
    /// `FsxLustreSettings`.
    FsxLustreSettings | FsxLustreSettingsEach (At<'a, FsxLustreSettings>);
    /// An EBS volume: a root volume or `EbsSettings`.
    Volume | VolumeEach (At<'a, VolumeView<'a>>);
    /// The security groups of a `Networking` section.
    SecurityGroups | SecurityGroupsEach (At<'a, SecurityGroupView<'a>>);
    /// `Iam` of nodes or of a build.
    Iam | IamEach (At<'a, IamView<'a>>);
    /// A list of tags.
    Tags | TagsEach (At<'a, TagView<'a>>);
    /// A script of a custom action.
    Script | ScriptEach (At<'a, ScriptView<'a>>);
    /// A key that names an instance type.
    InstanceType | InstanceTypeEach (At<'a, InstanceUse<'a>>);
    /// The name of a queue, a compute resource or a login pool.
    Name | NameEach (At<'a, NameView<'a>>);
    /// `Dcv` of the head node or of a login pool.
    Desktop | DesktopEach (At<'a, DesktopView<'a>>);
    /// A component of an image.
    Component | ComponentEach (At<'a, Component>);
    /// The name of a shared storage or of a data repository association.
    StorageName | StorageNameEach (At<'a, str>);
    /// A `KmsKeyId` of a volume or an EFS file system.
    KmsKey | KmsKeyEach (At<'a, KmsKeyView>);
    /// `SlurmSettings`.
    SlurmSettings | SlurmSettingsEach (At<'a, SlurmSettings>);
    /// `DirectoryService`.
    DirectoryService | DirectoryServiceEach (At<'a, DirectoryService>);
    /// `Cookbook` of a cluster or an image.
    Cookbook | CookbookEach (At<'a, Cookbook>);
    /// A key that names a file by its URL, other than a script.
    Url | UrlEach (At<'a, UrlView<'a>>);
    /// Nodes that are started alike: the head node, a login pool or a queue.
    Node | NodeEach (At<'a, NodeView<'a>>);
    /// Custom parameters that become one line of `slurm.conf`, or are added to one.
    SlurmParameters | SlurmParametersEach (At<'a, SlurmParameters<'a>>);
}

macro_rules! with_context {
    ($(#[$doc:meta])* $name:ident { $($context:ident: $type:ty),* } $part:ident: $target:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        #[allow(clippy::struct_field_names, reason = "a compute resource is called so here as well")]
        pub(crate) struct $name<'a> {
            $(pub(crate) $context: $type,)*
            pub(super) $part: At<'a, $target>,
        }

        impl<'a> Deref for $name<'a> {
            type Target = At<'a, $target>;

            fn deref(&self) -> &At<'a, $target> {
                &self.$part
            }
        }
    };
}

with_context! {
    /// A queue in its cluster.
    Queue { cluster: &'a ClusterConfig } queue: SlurmQueue
}

with_context! {
    /// A compute resource in its queue and cluster.
    Resource { cluster: &'a ClusterConfig, queue: At<'a, SlurmQueue> } resource: ComputeResource
}

with_context! {
    /// A login pool in its cluster.
    Pool { cluster: &'a ClusterConfig } pool: LoginNodesPool
}

with_context! {
    /// A shared storage in its cluster.
    Storage { cluster: &'a ClusterConfig } storage: SharedStorage
}

impl Resource<'_> {
    /// The path of the key that names its instance types, to point at it or to say what decides a finding.
    pub(crate) fn types_path(&self) -> Path {
        self.key(if self.instance_type.is_some() { "InstanceType" } else { "Instances" })
    }
}
