//! What does not fit.

use super::Contradiction;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// What it is.
    pub what: What,
    /// How much is wanted, in the unit that `what` says; 0 where nothing is counted.
    pub wanted: u64,
    /// How much there is at most (at least, for [`What::MinNodes`]).
    pub have: u64,
    /// The partition that it is about, where it is about one.
    pub partition: Option<String>,
}

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// Options that exclude each other, whatever the cluster has.
    Contradiction(Contradiction),
    /// No partition has this name.
    Partition(String),
    /// Minutes: more than the partition's `MaxTime`.
    Time,
    /// The greatest index of an array: `MaxArraySize` is above what there may be.
    Array,
    /// Nodes: more than the partition has.
    Nodes,
    /// Nodes: more than the partition's `MaxNodes`.
    MaxNodes,
    /// Nodes: fewer than the partition's `MinNodes`.
    MinNodes,
    /// MiB a node: more than `MaxMemPerNode` of the partition or the cluster.
    MaxMemory,
    /// A generic resource, by its name, that no node has.
    Gres(String),
    /// CPUs of a node: for its tasks, or for its GPUs.
    CpusPerNode,
    /// Tasks of a node, where each has GPUs of its own: more than the job has tasks.
    TasksPerNode,
    /// Threads of a core.
    ThreadsPerCore,
    /// GPUs of a node, of a type or of any.
    GpusPerNode(Option<String>),
    /// GPUs for one task, of a type or of any.
    GpusPerTask(Option<String>),
    /// A type of GPUs that no node of the partition has.
    GpuType(String),
    /// MiB of a node.
    MemoryPerNode,
    /// MiB of one CPU, or of all CPUs of a node.
    MemoryPerCpu,
    /// MiB of one GPU, or of all GPUs of a node.
    MemoryPerGpu,
    /// A feature that no node of the cluster has.
    Feature(String),
    /// Nodes with the features asked for.
    Constraint,
    /// Nodes that have everything that is asked of each of them, although each thing is on some.
    Together,
    /// Nodes that are asked for by name and that the partition does not have.
    NodeNames,
    /// Nodes that are asked for by name: more than may be used.
    NodeListLength,
    /// Nodes that are asked for by name and that do not hold their share.
    NodeList,
    /// Nodes: more than those that hold their share.
    Holders,
    /// CPUs over all nodes.
    Cpus,
    /// Tasks over all nodes.
    Tasks,
    /// GPUs over all nodes, of a type or of any.
    Gpus(Option<String>),
}

impl Misfit {
    pub(super) fn new(what: What, wanted: u64, have: u64) -> Self {
        Self { what, wanted, have, partition: None }
    }

    /// The first of several; they are never none.
    pub(super) fn first(misfits: Vec<Self>) -> Self {
        misfits.into_iter().next().unwrap_or(Self::new(What::Holders, 1, 0))
    }

    /// Whether another says the same with other figures.
    pub(super) fn is_about_the_same(&self, other: &Self) -> bool {
        let memory =
            |misfit: &Self| matches!(misfit.what, What::MaxMemory | What::MemoryPerNode | What::MemoryPerCpu);
        let nodes = |misfit: &Self| {
            matches!(
                misfit.what,
                What::Nodes | What::MaxNodes | What::MinNodes | What::Holders | What::NodeListLength
            )
        };
        let cpus = |misfit: &Self| matches!(misfit.what, What::Cpus | What::Tasks | What::CpusPerNode);
        [memory, nodes, cpus].iter().any(|kind| kind(self) && kind(other))
    }

    pub(super) fn contradiction(contradiction: Contradiction) -> Self {
        Self::new(What::Contradiction(contradiction), 0, 0)
    }
}
