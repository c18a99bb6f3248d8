//! `pclusterctl nccl report`.

use std::path::PathBuf;

use clap::Args;
#[cfg(feature = "aws")]
use pcluster_slurm::client::JobId;

use crate::args::ClusterReading;
#[cfg(feature = "aws")]
use crate::args::SlurmArgs;

/// Say whether runs of nccl-tests are as fast as they should be, and if not, why.
///
/// Reads the output of the programs of nccl-tests (`all_reduce_perf` and its like) with whatever else a job prints. `all_reduce`
/// is held against published figures of the same instance type, number of nodes and size, or against what the network cards
/// of the type carry; the source of every figure is shown. Lines of `NCCL_DEBUG=INFO` tell whether EFA is used, and mostly why
/// not. Several runs, in one file or in many, are compared with each other, too.
///
/// Instance type and number of nodes come from the log: from the names of GPUs and hosts, and from what the plugin
/// aws-ofi-nccl says. Options help out where it does not tell.
///
/// Exit codes: 0 good, or nothing to judge by, 1 slow, not on EFA, wrong or failed, 2 a file cannot be read or holds no test.
#[derive(Debug, Args)]
#[command(
    name = "report",
    after_help = "\
Examples:
  pclusterctl nccl report nccl-tests_42.out
  pclusterctl nccl report pair-*.out --svg pairs.svg
  pclusterctl nccl report --job 41 --job 42 --host ubuntu@head-node
  srun --mpi=pmix all_reduce_perf -b 8 -e 16G -f 2 -g 1 2>&1 | pclusterctl nccl report - --instance-type p5.48xlarge"
)]
pub(crate) struct NcclReport {
    /// Output of jobs; `-` is standard input
    #[cfg_attr(feature = "aws", arg(required_unless_present = "job", value_name = "FILE|-"))]
    #[cfg_attr(not(feature = "aws"), arg(required = true, value_name = "FILE|-"))]
    pub(crate) files: Vec<PathBuf>,
    /// A job of Slurm, whose output is read where Slurm is; such as `42`. May be given several times
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "ID")]
    pub(crate) job: Vec<JobId>,
    /// Instance type of the nodes, such as `p5.48xlarge`, whatever the log says
    #[arg(long, value_name = "TYPE", conflicts_with = "cluster")]
    pub(crate) instance_type: Option<String>,
    /// How many nodes took part, where the log does not say
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) nodes: Option<u32>,
    /// Configuration of the cluster that the jobs ran on, which tells the instance types; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Cluster")]
    pub(crate) cluster: Option<PathBuf>,
    /// Partition that the jobs ran in; by default any
    #[arg(long, value_name = "NAME", requires = "cluster", help_heading = "Cluster")]
    pub(crate) partition: Option<String>,
    /// Print one JSON document instead: what was read, and what to make of it
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the plot as SVG, too
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Print no plot
    #[arg(long)]
    pub(crate) no_plot: bool,
    #[cfg(feature = "aws")]
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
    #[command(flatten)]
    pub(crate) reading: ClusterReading,
}
