//! Nodes that are alike.

use pcluster_config::facts::{InstanceCatalogue, InstanceFacts};
use pcluster_config::model::cluster::{ComputeResource, Efa, SlurmQueue};

use super::parameters::{self, Parameters};
use super::{NodeKind, NodeShape};

/// The nodes of a compute resource, which are alike.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NodeGroup {
    /// Name of the compute resource.
    pub resource: String,
    /// Name of the queue.
    pub queue: String,
    /// Instance types of the nodes; several where EC2 may choose.
    pub instance_types: Vec<String>,
    /// Nodes that stay up, named `<queue>-st-<resource>-<n>`.
    pub static_nodes: u64,
    /// Nodes that come and go, named `<queue>-dy-<resource>-<n>`.
    pub dynamic_nodes: u64,
    /// What a node has, as Slurm is told; `None` where the instance type is not known.
    pub shape: Option<NodeShape>,
    /// Whether the nodes have EFA interfaces (`Efa.Enabled`).
    pub efa: bool,
    /// Whether the nodes have disks inside them.
    pub has_disks: bool,
    /// Weight of static nodes (`StaticNodePriority`): Slurm takes the nodes with the least first.
    pub static_weight: i64,
    /// Weight of dynamic nodes (`DynamicNodePriority`).
    pub dynamic_weight: i64,
    /// `CustomSlurmSettings` of the compute resource: parameters of the nodes as they are written.
    pub settings: Parameters,
}

impl NodeGroup {
    pub(super) fn new(
        queue: &SlurmQueue,
        resource: &ComputeResource,
        catalogue: &dyn InstanceCatalogue,
    ) -> Self {
        let instance_types: Vec<String> = resource.instance_types().map(str::to_owned).collect();
        let facts: Option<Vec<InstanceFacts>> =
            instance_types.iter().map(|name| catalogue.instance(name)).collect();
        let facts = facts.unwrap_or_default();
        let min = u64::try_from(resource.min_count()).unwrap_or_default();
        let max = u64::try_from(resource.max_count()).unwrap_or_default();
        let settings = parameters::of(resource.custom_slurm_settings());
        Self {
            resource: resource.name.clone(),
            queue: queue.name.clone(),
            instance_types,
            static_nodes: min,
            dynamic_nodes: max.saturating_sub(min),
            shape: NodeShape::of(resource, &facts, &settings),
            efa: resource.efa.as_ref().is_some_and(Efa::enabled),
            has_disks: facts.iter().any(InstanceFacts::has_instance_store),
            static_weight: resource.static_node_priority(),
            dynamic_weight: resource.dynamic_node_priority(),
            settings,
        }
    }

    /// Most nodes that there can be.
    pub fn count(&self) -> u64 {
        self.static_nodes.saturating_add(self.dynamic_nodes)
    }

    /// Most nodes of a kind that there can be.
    pub fn count_of(&self, kind: NodeKind) -> u64 {
        match kind {
            NodeKind::Static => self.static_nodes,
            NodeKind::Dynamic => self.dynamic_nodes,
        }
    }

    /// What the names of its nodes of a kind begin with, such as `gpu-st-p5-`.
    pub fn prefix(&self, kind: NodeKind) -> String {
        match kind {
            NodeKind::Static => self.static_prefix(),
            NodeKind::Dynamic => self.dynamic_prefix(),
        }
    }

    /// What the names of its static nodes begin with: `<queue>-st-<resource>-`.
    pub fn static_prefix(&self) -> String {
        format!("{}-st-{}-", self.queue, self.resource)
    }

    /// What the names of its dynamic nodes begin with: `<queue>-dy-<resource>-`.
    pub fn dynamic_prefix(&self) -> String {
        format!("{}-dy-{}-", self.queue, self.resource)
    }

    /// The features of its nodes of a kind, in the order in which Slurm is told: `static` or `dynamic`, the instance type
    /// unless there are several, the name of the compute resource, `efa` and `gpu` where they have that. `None` where the
    /// instance type is not known, so that nobody knows about `gpu`.
    pub fn features(&self, kind: NodeKind) -> Option<Vec<String>> {
        // Of a parameter that stands there twice Slurm takes the last, and ParallelCluster writes those of the
        // configuration after its own.
        let custom =
            ["Features", "Feature"].into_iter().find_map(|name| parameters::get(&self.settings, name));
        if let Some(custom) = custom {
            return Some(custom.split(',').map(str::trim).map(str::to_owned).collect());
        }
        let shape = self.shape.as_ref()?;
        let mut features = vec![kind.feature().to_owned()];
        if let [only] = self.instance_types.as_slice() {
            features.push(only.clone());
        }
        features.push(self.resource.clone());
        features.extend(self.efa.then(|| "efa".to_owned()));
        features.extend((shape.gpus > 0).then(|| "gpu".to_owned()));
        Some(features)
    }

    /// A parameter of the nodes that the configuration sets, whatever its case.
    pub fn setting(&self, name: &str) -> Option<&str> {
        parameters::get(&self.settings, name)
    }
}
