//! Nodes that are alike.

use pcluster_config::facts::{InstanceCatalogue, InstanceFacts};
use pcluster_config::model::cluster::{ComputeResource, Efa, SlurmQueue};
use pcluster_config::scalar::Value;

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
    /// `CustomSlurmSettings` of the compute resource: parameters of the nodes as they are written.
    pub settings: Vec<(String, String)>,
}

/// What a node has, as Slurm is told. Of several instance types it is what each of them has at least.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeShape {
    /// CPUs: threads, or cores where simultaneous multithreading is off.
    pub cpus: u64,
    /// Memory that jobs may ask for, in MiB: `SchedulableMemory`, else 95 % of what the type has.
    pub memory_mib: u64,
    /// GPUs by NVIDIA, the only ones that ParallelCluster tells Slurm about.
    pub gpus: u64,
    /// Their type in `Gres`, such as `h100`; `None` without GPUs, or where the types differ.
    pub gpu_type: Option<String>,
    /// Most EFA interfaces that the type can have.
    pub efa_interfaces: u64,
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
        Self {
            resource: resource.name.clone(),
            queue: queue.name.clone(),
            instance_types,
            static_nodes: min,
            dynamic_nodes: max.saturating_sub(min),
            shape: NodeShape::of(resource, &facts),
            efa: resource.efa.as_ref().is_some_and(Efa::enabled),
            has_disks: facts.iter().any(InstanceFacts::has_instance_store),
            settings: parameters(resource.custom_slurm_settings()),
        }
    }

    /// Most nodes that there can be.
    pub fn count(&self) -> u64 {
        self.static_nodes.saturating_add(self.dynamic_nodes)
    }

    /// What the names of its static nodes begin with: `<queue>-st-<resource>-`.
    pub fn static_prefix(&self) -> String {
        format!("{}-st-{}-", self.queue, self.resource)
    }

    /// What the names of its dynamic nodes begin with: `<queue>-dy-<resource>-`.
    pub fn dynamic_prefix(&self) -> String {
        format!("{}-dy-{}-", self.queue, self.resource)
    }
}

impl NodeShape {
    fn of(resource: &ComputeResource, facts: &[InstanceFacts]) -> Option<Self> {
        let cpus = |facts: &InstanceFacts| {
            u64::from(if resource.disable_simultaneous_multithreading() { facts.cores } else { facts.vcpus })
        };
        let memory = facts.iter().map(|facts| facts.memory_mib).min()?;
        let asked = resource.schedulable_memory.and_then(|memory| u64::try_from(memory.get()).ok());
        let gpus = facts.iter().map(InstanceFacts::nvidia_gpus).min()?;
        let types: Vec<Option<String>> = facts.iter().map(gpu_type).collect();
        let same = types.windows(2).all(|pair| pair.first() == pair.last());
        Some(Self {
            cpus: facts.iter().map(cpus).min()?,
            // The official tool rounds down.
            memory_mib: asked.unwrap_or(memory * 95 / 100),
            gpus: u64::from(gpus),
            gpu_type: types.into_iter().next().flatten().filter(|_| same && gpus > 0),
            efa_interfaces: facts.iter().map(|facts| u64::from(facts.efa_interfaces)).min()?,
        })
    }
}

/// What `Gres` calls the GPUs of a type: their name in small letters, without blanks.
fn gpu_type(facts: &InstanceFacts) -> Option<String> {
    facts.gpu_name.as_deref().map(|name| name.replace(' ', "").to_lowercase())
}

/// Parameters of a free map, as they stand in `slurm.conf`.
pub(super) fn parameters<'a>(map: impl Iterator<Item = (&'a Value, &'a Value)>) -> Vec<(String, String)> {
    map.map(|(key, value)| (key.to_string(), value.to_string())).collect()
}
