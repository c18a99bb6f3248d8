//! Nodes that are started alike.

use crate::location::Path;
use crate::model::cluster::{ClusterConfig, CustomAction, CustomActionKind, EphemeralVolume, NodeImage};
use crate::model::{AdditionalIamPolicy, cluster};
use crate::scalar::AmiId;

use super::{At, NodeRole};

/// Nodes that are started alike: the head node, a login pool or a queue; its place is their section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeView<'a> {
    pub(crate) cluster: &'a ClusterConfig,
    pub(crate) role: NodeRole<'a>,
}

/// A script that a node runs before it is ready.
#[derive(Clone, Debug)]
pub(crate) struct BootScript<'a> {
    /// The path of its `Script` key.
    pub(crate) path: Path,
    pub(crate) event: &'static str,
    pub(crate) url: &'a str,
    pub(crate) args: &'a [String],
}

impl<'a> NodeView<'a> {
    /// What these nodes are, in words.
    pub(crate) fn name(&self) -> String {
        match self.role {
            NodeRole::Head => String::from("the head node"),
            NodeRole::Login(pool) => format!("the nodes of login pool `{}`", pool.name),
            NodeRole::Compute(queue) => format!("the nodes of queue `{}`", queue.name),
            NodeRole::Build => String::from("the build instance"),
        }
    }

    /// The image of the user's that they start from; `None` is the official one.
    pub(crate) fn custom_ami(&self) -> Option<&'a AmiId> {
        let own: Option<&NodeImage> = match self.role {
            NodeRole::Head => self.cluster.head_node.image.as_ref(),
            NodeRole::Login(pool) => pool.image.as_ref(),
            NodeRole::Compute(queue) => queue.image.as_ref(),
            NodeRole::Build => None,
        };
        self.cluster.image.custom_ami(own)
    }

    /// Their instance types, as far as the configuration names them.
    pub(crate) fn instance_types(&self) -> Vec<&'a str> {
        match self.role {
            NodeRole::Head => vec![&self.cluster.head_node.instance_type],
            NodeRole::Login(pool) => vec![&pool.instance_type],
            NodeRole::Compute(queue) => {
                queue.compute_resources.iter().flat_map(cluster::ComputeResource::instance_types).collect()
            }
            NodeRole::Build => Vec::new(),
        }
    }

    /// Their own disks, and the path of that section below the place.
    pub(crate) fn ephemeral_volume(&self) -> Option<(&'a EphemeralVolume, &'static [&'static str])> {
        match self.role {
            NodeRole::Head => {
                let volume = self.cluster.head_node.local_storage.as_ref()?.ephemeral_volume.as_ref()?;
                Some((volume, &["LocalStorage", "EphemeralVolume"]))
            }
            NodeRole::Compute(queue) => {
                let settings = queue.compute_settings.as_ref()?;
                let volume = settings.local_storage.as_ref()?.ephemeral_volume.as_ref()?;
                Some((volume, &["ComputeSettings", "LocalStorage", "EphemeralVolume"]))
            }
            NodeRole::Login(_) | NodeRole::Build => None,
        }
    }

    /// The managed policies and the buckets that the role of ParallelCluster's gets besides its own; `None` where a
    /// role or a profile of the user's takes its place.
    pub(crate) fn additions(&self) -> Option<(&'a [AdditionalIamPolicy], &'a [cluster::S3Access])> {
        let (own, policies, buckets) = match self.role {
            NodeRole::Head => parts(self.cluster.head_node.iam.as_ref()),
            NodeRole::Compute(queue) => parts(queue.iam.as_ref()),
            NodeRole::Login(pool) => pool.iam.as_ref().map_or((false, None, None), |iam| {
                let own = iam.instance_role.is_some() || iam.instance_profile.is_some();
                (own, iam.additional_iam_policies.as_deref(), None)
            }),
            NodeRole::Build => return None,
        };
        (!own).then_some((policies.unwrap_or_default(), buckets.unwrap_or_default()))
    }

    /// The head node of the same cluster.
    pub(crate) fn head_node(&self) -> Self {
        Self { cluster: self.cluster, role: NodeRole::Head }
    }

    /// The scripts that the head node runs before it is ready, in order.
    pub(crate) fn head_node_scripts(&self) -> Vec<BootScript<'a>> {
        self.head_node().scripts(|| Path::root().key("HeadNode"))
    }

    fn scripts(&self, section: impl Fn() -> Path) -> Vec<BootScript<'a>> {
        let mut scripts = Vec::new();
        for (event, action) in self.boot_actions() {
            let place = || section().key("CustomActions").key(event);
            match action.and_then(CustomAction::kind) {
                Some(CustomActionKind::Script { script: url, args }) => {
                    scripts.push(BootScript { path: place().key("Script"), event, url, args });
                }
                Some(CustomActionKind::Sequence(items)) => {
                    scripts.extend(items.iter().enumerate().map(|(index, item)| BootScript {
                        path: place().key("Sequence").index(index).key("Script"),
                        event,
                        url: &item.script,
                        args: item.args(),
                    }));
                }
                None => {}
            }
        }
        scripts
    }

    fn boot_actions(&self) -> [(&'static str, Option<&'a CustomAction>); 2] {
        let of_all = |actions: Option<&'a cluster::CustomActions>| {
            actions.map(|actions| (actions.on_node_start.as_ref(), actions.on_node_configured.as_ref()))
        };
        let actions = match self.role {
            NodeRole::Head => of_all(self.cluster.head_node.custom_actions.as_ref()),
            NodeRole::Login(pool) => of_all(pool.custom_actions.as_ref()),
            NodeRole::Compute(queue) => {
                let actions = queue.custom_actions.as_ref();
                actions.map(|actions| (actions.on_node_start.as_ref(), actions.on_node_configured.as_ref()))
            }
            NodeRole::Build => None,
        };
        let (start, configured) = actions.unwrap_or_default();
        [("OnNodeStart", start), ("OnNodeConfigured", configured)]
    }
}

type Parts<'a> = (bool, Option<&'a [AdditionalIamPolicy]>, Option<&'a [cluster::S3Access]>);

/// Whether there is a role or a profile of the user's, else what is added to that of ParallelCluster.
fn parts(iam: Option<&cluster::NodeIam>) -> Parts<'_> {
    iam.map_or((false, None, None), |iam| {
        let own = iam.instance_role.is_some() || iam.instance_profile.is_some();
        (own, iam.additional_iam_policies.as_deref(), iam.s3_access.as_deref())
    })
}

impl<'a> At<'_, NodeView<'a>> {
    /// The scripts that these nodes run before they are ready, in order.
    pub(crate) fn boot_scripts(&self) -> Vec<BootScript<'a>> {
        self.value().scripts(|| self.path())
    }
}
