//! How many tasks, processes, CPUs and GPUs there are on a node.

use crate::cluster::{Cluster, NodeGroup, NodeShape, Partition};
use crate::spec::{JobSpec, Launcher};

use super::RenderError;

/// How a job lies on a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Tasks that srun starts.
    pub(super) tasks: u32,
    /// CPUs of each; `None` leaves it to Slurm.
    pub(super) cpus: Option<u32>,
    /// Where that number comes from, if the job does not say it.
    pub(super) cpus_from: Option<String>,
    /// GPUs asked for by node; `None` where there are none, or the job asks by task.
    pub(super) gpus: Option<u32>,
    /// Processes that each launcher starts.
    pub(super) processes: u32,
    /// Whether all nodes that it may run on have EFA interfaces.
    pub(super) efa: bool,
    /// The instance types that it may run on.
    pub(super) instance_types: Vec<String>,
}

/// The partition of a job.
pub(super) fn partition<'c>(spec: &JobSpec, cluster: &'c Cluster) -> Result<&'c Partition, RenderError> {
    match &spec.partition {
        Some(name) => cluster.partition(name).ok_or_else(|| RenderError::UnknownPartition {
            name: name.clone(),
            partitions: cluster.partitions.iter().map(|partition| partition.name.clone()).collect(),
        }),
        None => cluster.default_partition().ok_or(RenderError::NoPartition),
    }
}

impl Layout {
    pub(super) fn new(
        spec: &JobSpec,
        launcher: Launcher<'_>,
        partition: &Partition,
    ) -> Result<Self, RenderError> {
        let groups = groups(spec, partition);
        let shapes: Option<Vec<&NodeShape>> = groups.iter().map(|group| group.shape.as_ref()).collect();
        let shapes = shapes.filter(|shapes| !shapes.is_empty());
        let node_gpus = shapes.as_ref().and_then(|shapes| shapes.iter().map(|shape| count(shape.gpus)).min());
        let unknown = || RenderError::UnknownNodes {
            partition: partition.name.clone(),
            instance_types: unknown_types(&groups),
        };
        let no_gpus = || RenderError::NoGpus { partition: partition.name.clone() };

        let mut gpus = spec.gpus_per_node;
        let (mut tasks, mut processes) = (spec.tasks_per_node.unwrap_or(1), 1);
        if launcher.starts_processes() {
            tasks = 1;
            processes = match processes_of(launcher).or(gpus).or(spec.gpus_per_task).or(node_gpus) {
                None => return Err(unknown()),
                Some(0) => return Err(no_gpus()),
                Some(processes) => processes,
            };
            if gpus.is_none() && spec.gpus_per_task.is_none() {
                gpus = node_gpus.filter(|gpus| *gpus > 0);
            }
        } else if launcher.is_mpi() && spec.tasks_per_node.is_none() {
            let by_task = spec.gpus_per_task.filter(|each| *each > 0);
            tasks = match (gpus.or(node_gpus), by_task) {
                (Some(gpus), Some(each)) => (gpus / each).max(1),
                (Some(gpus), None) if gpus > 0 => gpus,
                (Some(_), None) if matches!(launcher, Launcher::NcclTest(_)) => return Err(no_gpus()),
                (Some(_), None) => 1,
                (None, _) => return Err(unknown()),
            };
        }
        if matches!(launcher, Launcher::NcclTest(_)) && gpus.is_none() && spec.gpus_per_task.is_none() {
            gpus = Some(tasks);
        }
        let wants_all_cpus = launcher.starts_processes() || launcher.is_mpi();
        let asked_gpus = gpus.or_else(|| spec.gpus_per_task.map(|each| each.saturating_mul(tasks)));
        let share = shapes
            .filter(|_| wants_all_cpus && spec.cpus_per_task.is_none())
            .and_then(|shapes| shapes.iter().map(|shape| cpus(shape, asked_gpus, tasks)).min())
            .filter(|cpus| *cpus > 0);
        let types: Vec<String> =
            groups.iter().flat_map(|group| group.instance_types.iter().cloned()).collect();
        Ok(Self {
            tasks,
            cpus: spec.cpus_per_task.or(share),
            cpus_from: share.map(|_| match asked_gpus.zip(node_gpus) {
                Some((asked, all)) if asked < all => "the CPUs that go with its GPUs".to_owned(),
                _ if tasks == 1 => "all CPUs of a node".to_owned(),
                _ => "the CPUs of a node, divided by its tasks".to_owned(),
            }),
            gpus,
            processes,
            efa: !groups.is_empty() && groups.iter().all(|group| group.efa),
            instance_types: types,
        })
    }
}

/// The nodes that a job may run on: those of the partition that have the GPUs and the feature it asks for.
fn groups<'c>(spec: &JobSpec, partition: &'c Partition) -> Vec<&'c NodeGroup> {
    // Only a feature that some of the nodes are known to have chooses among them.
    let wanted = spec.constraint.as_deref();
    let wanted = wanted.filter(|feature| partition.groups.iter().any(|group| has_feature(group, feature)));
    let fits = |group: &&NodeGroup| wanted.is_none_or(|feature| has_feature(group, feature));
    let asked = u64::from(spec.gpus_per_node.unwrap_or(0));
    let has_gpus = |group: &&NodeGroup| group.shape.as_ref().is_none_or(|shape| shape.gpus >= asked);
    let fitting: Vec<&NodeGroup> = partition.groups.iter().filter(fits).filter(has_gpus).collect();
    if fitting.is_empty() { partition.groups.iter().collect() } else { fitting }
}

/// Whether nodes have a feature: the name of their instance type, or of their compute resource.
fn has_feature(group: &NodeGroup, feature: &str) -> bool {
    group.resource == feature || group.instance_types.iter().any(|name| name == feature)
}

/// CPUs for each task: its part of those of the node, or of those that go with the GPUs that the job has.
fn cpus(shape: &NodeShape, gpus: Option<u32>, tasks: u32) -> u32 {
    let all = match gpus.map(u64::from) {
        Some(gpus) if shape.gpus > gpus => shape.cpus.saturating_mul(gpus) / shape.gpus,
        _ => shape.cpus,
    };
    count(all) / tasks.max(1)
}

fn unknown_types(groups: &[&NodeGroup]) -> Vec<String> {
    let unknown = groups.iter().filter(|group| group.shape.is_none());
    unknown.flat_map(|group| group.instance_types.iter().cloned()).collect()
}

fn processes_of(launcher: Launcher<'_>) -> Option<u32> {
    match launcher {
        Launcher::Torchrun(it) => it.processes_per_node,
        Launcher::DeepSpeed(it) => it.processes_per_node,
        Launcher::Accelerate(it) => it.processes_per_node,
        _ => None,
    }
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
