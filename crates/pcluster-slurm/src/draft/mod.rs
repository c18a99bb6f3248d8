//! A job to start from, as YAML with comments, with what the cluster has filled in.

mod page;
mod place;

use pcluster_config::Report;

use crate::cluster::Cluster;
use crate::rules::Facts;
use crate::spec;

use page::Page;
use place::Place;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftKind {
    /// Trains on all GPUs of some nodes with torchrun.
    Train,
    /// Measures the network between GPUs with nccl-tests.
    NcclTest,
    /// Runs commands.
    Shell,
}

/// What is wanted of a job besides its kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct DraftOptions<'o> {
    /// Partition; by default the one with the most GPUs a node, and for commands the default one.
    pub partition: Option<&'o str>,
    /// Nodes; by default 2 for training and measurements, 1 for commands, or as many as there are.
    pub nodes: Option<u32>,
    /// Container image; by default a path on shared storage, and none for commands or without shared storage.
    pub image: Option<&'o str>,
    /// The file of the cluster's configuration, for the comment at the head.
    pub cluster_file: Option<&'o str>,
}

/// Why no job was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The cluster has no queue of Slurm.
    #[error("the cluster has no queue for Slurm")]
    NoPartition,
    /// The cluster has no such partition.
    #[error("the cluster has no partition `{name}`: it has {}", partitions.join(", "))]
    UnknownPartition {
        /// The one that was asked for.
        name: String,
        /// Those of the cluster.
        partitions: Vec<String>,
    },
    /// What the nodes have is not known.
    #[error("what a node of the partition `{partition}` has is not known: there are no figures of {}", types(.instance_types))]
    UnknownNodes {
        /// The partition.
        partition: String,
        /// The instance types that are not known.
        instance_types: Vec<String>,
    },
    /// There is nothing to measure.
    #[error("the nodes of the partition `{partition}` have no GPU to measure")]
    NoGpus {
        /// The partition.
        partition: String,
    },
    /// There are not so many nodes.
    #[error("the partition `{partition}` has no more than {most} nodes that are alike, not {wanted}")]
    TooManyNodes {
        /// The partition.
        partition: String,
        /// Nodes of the largest compute resource of that kind.
        most: u64,
        /// Nodes that were asked for.
        wanted: u32,
    },
    /// What was asked for makes no sound job.
    #[error("this makes no sound job")]
    Unsound(Box<Report>),
}

impl DraftError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoPartition => "jobs need a cluster whose scheduler is `slurm`",
            Self::UnknownPartition { .. } => "name one of these",
            Self::UnknownNodes { .. } => {
                "choose another partition, or write the job by hand: `pclusterctl schema --kind job --paths` lists its keys"
            }
            Self::NoGpus { .. } => "name a partition with GPUs",
            Self::TooManyNodes { .. } => "ask for fewer, or raise `MaxCount`",
            Self::Unsound(_) => "see the report",
        }
    }
}

fn types(names: &[String]) -> String {
    match names {
        [] => "its instance types".to_owned(),
        names => names.join(", "),
    }
}

/// Writes a job of a kind for a cluster.
///
/// It is checked before it is given back: nothing is wrong with it, neither for its schema nor for the rules.
///
/// ```
/// use pcluster_config::facts::EmbeddedCatalogue;
/// use pcluster_config::{Options, check_bytes};
/// use pcluster_slurm::cluster::Cluster;
/// use pcluster_slurm::draft::{DraftKind, DraftOptions, draft};
///
/// let text = include_bytes!("../../../../fixtures/clusters/p5-capacity-block.yaml");
/// let config = check_bytes("cluster.yaml", text, &Options::default()).into_validated().unwrap();
/// let cluster = Cluster::new(&config, &EmbeddedCatalogue);
/// let yaml = draft(DraftKind::Train, &cluster, &DraftOptions::default()).unwrap();
/// assert!(yaml.contains("\ngpus-per-node: 8\n"));
/// ```
pub fn draft(kind: DraftKind, cluster: &Cluster, options: &DraftOptions<'_>) -> Result<String, DraftError> {
    let place = Place::find(kind, cluster, options)?;
    let text = Page::new(kind, cluster, options, &place).write();
    let facts = Facts { cluster: Some(cluster), ..Facts::default() };
    match spec::read("job.yaml", text.as_bytes()).judge(&facts) {
        (report, Some(_)) if report.is_valid() => Ok(text),
        (report, _) => Err(DraftError::Unsound(Box::new(report))),
    }
}
