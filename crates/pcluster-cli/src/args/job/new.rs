//! `pclusterctl job new`.

use clap::{Args, ValueEnum};

use super::ClusterArgs;
use crate::args::Destination;

/// Write a job as YAML, with what the cluster has filled in.
///
/// Partition, GPUs a node, EFA, shared directories and the path of the image come from the configuration of the cluster.
/// What only you know (the script, its arguments, the time it takes) has a value to start from and a comment.
///
/// Exit codes: 0 written, 2 the cluster cannot be used, or the file exists.
#[derive(Debug, Args)]
#[command(
    name = "new",
    after_help = "\
Examples:
  pclusterctl job new --kind train --cluster cluster.yaml -o train.job.yaml
  pclusterctl job new --kind nccl-test --cluster cluster.yaml --partition p5 --nodes 2
  pclusterctl job render train.job.yaml --cluster cluster.yaml -o train.sbatch"
)]
pub(crate) struct JobNew {
    /// What the job does
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: JobKind,
    /// Partition to run in; by default that of the queue with the most GPUs a node, or the first
    #[arg(long, value_name = "NAME")]
    pub(crate) partition: Option<String>,
    /// Nodes to run on; by default 1 for `shell` and 2 for others, or as many as there are
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) nodes: Option<u32>,
    /// Container image: the path of a squashfs file on shared storage, or an image of a registry
    #[arg(long, value_name = "IMAGE")]
    pub(crate) image: Option<String>,
    #[command(flatten)]
    pub(crate) to: Destination,
    #[command(flatten)]
    pub(crate) cluster: ClusterArgs,
}

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum JobKind {
    /// Trains on all GPUs of some nodes with torchrun
    Train,
    /// Measures the network between GPUs with nccl-tests
    NcclTest,
    /// Runs commands of yours
    Shell,
}
