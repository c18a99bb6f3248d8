//! Why there is no script.

use pcluster_config::Report;

/// Why there is no script of a job.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// Something is wrong with the job itself; the report says what.
    #[error("the job is not sound")]
    Unsound(Box<Report>),
    /// The cluster has no such partition.
    #[error("the cluster has no partition `{name}`: it has {}", list(.partitions))]
    UnknownPartition {
        /// The one that the job names.
        name: String,
        /// Those of the cluster.
        partitions: Vec<String>,
    },
    /// The cluster has no queue.
    #[error("the cluster has no partition")]
    NoPartition,
    /// How many GPUs a node has is not known.
    #[error(
        "how many GPUs a node of the partition `{partition}` has is not known, because {} not known",
        types(.instance_types)
    )]
    UnknownNodes {
        /// The partition.
        partition: String,
        /// The instance types that are not known; none where it has none.
        instance_types: Vec<String>,
    },
    /// The launcher starts a process for every GPU, and there is none.
    #[error(
        "the nodes of the partition `{partition}` have no GPU, and nothing says how many processes to start"
    )]
    NoGpus {
        /// The partition.
        partition: String,
    },
}

impl RenderError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unsound(_) => "mend what the report says",
            Self::UnknownPartition { .. } => "set `partition` to the name of a queue",
            Self::NoPartition => "a job needs a cluster with Slurm and a queue",
            Self::UnknownNodes { .. } => {
                "say how many with `gpus-per-node`, and with `tasks-per-node` for MPI"
            }
            Self::NoGpus { .. } => {
                "set `partition` to one with GPUs, or say how many with `processes-per-node` of the launcher or \
                 `tasks-per-node`"
            }
        }
    }
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn types(names: &[String]) -> String {
    match names {
        [] => "its instance types are".to_owned(),
        [one] => format!("the instance type `{one}` is"),
        several => format!("the instance types {} are", list(several)),
    }
}
