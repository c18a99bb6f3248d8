//! `pclusterctl nccl new`.

use clap::Args;

use crate::args::{ClusterArgs, Destination};

/// Write the job that measures the network between GPUs, as YAML.
///
/// It is the job that `job new --kind nccl-test` writes: `all_reduce` from 8 B to 16 GiB on all GPUs of whole nodes.
/// `job check`, `job render` and `nccl run` take it.
///
/// Exit codes: 0 written, 2 the cluster cannot be used, or the file exists.
#[derive(Debug, Args)]
#[command(
    name = "new",
    after_help = "\
Examples:
  pclusterctl nccl new --cluster cluster.yaml
  pclusterctl nccl new --cluster cluster.yaml --partition p5 --nodes 4 --image /fsx/nccl-tests.sqsh -o nccl.job.yaml
  pclusterctl nccl new --cluster cluster.yaml --programs /fsx/nccl-tests/build"
)]
pub(crate) struct NcclNew {
    #[command(flatten)]
    pub(crate) job: NcclJob,
    #[command(flatten)]
    pub(crate) to: Destination,
    #[command(flatten)]
    pub(crate) cluster: ClusterArgs,
}

/// What is measured where.
#[derive(Debug, Args)]
pub(crate) struct NcclJob {
    /// Partition to run in; by default that of the queue with the most GPUs a node
    #[arg(long, value_name = "NAME")]
    pub(crate) partition: Option<String>,
    /// Nodes to run on; by default 2, or 1 where there are no more
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) nodes: Option<u32>,
    /// Container image with nccl-tests: the path of a squashfs file on shared storage, or an image of a registry
    #[arg(long, value_name = "IMAGE")]
    pub(crate) image: Option<String>,
    /// Directory on shared storage with the programs of nccl-tests, which run without a container
    #[arg(long, value_name = "DIR", conflicts_with = "image")]
    pub(crate) programs: Option<String>,
}
