//! `pclusterctl image import`.

use std::path::PathBuf;

use clap::Args;
use pcluster_slurm::container::Image;

use crate::args::job::ClusterReading;

/// Write the script that imports an image into a file on shared storage, from which containers of jobs start.
///
/// The script is for bash, on a node that has enroot; with --job it is one for sbatch. It does nothing if the file is there,
/// looks for room first, keeps what it needs meanwhile on the local disks of the node, and the file appears whole or not at
/// all. It logs in to Amazon ECR as the node; no password is on a command line or in a file.
///
/// Exit codes: 0 written, 1 the file is not the one that the job reads, or not on shared storage, 2 the script cannot be
/// made.
#[derive(Debug, Args)]
#[command(
    name = "import",
    after_help = "\
Examples:
  pclusterctl image import nvcr.io#nvidia/pytorch:24.07-py3 --to /fsx/pytorch.sqsh
  pclusterctl image import nvcr.io#nvidia/pytorch:24.07-py3 --for train.sbatch --cluster cluster.yaml
  pclusterctl image import dockerd://training:latest --cluster cluster.yaml --job -o import.sbatch"
)]
pub(crate) struct ImageImport {
    /// The image: `[docker://][USER@]REGISTRY#IMAGE[:TAG]`, also with `/` behind the registry; `dockerd://IMAGE` is one of the
    /// Docker of the node
    #[arg(value_name = "IMAGE")]
    pub(crate) image: Image,
    /// The file to import it into; by default the one that the job of --for reads, else one on the shared storage of the
    /// cluster
    #[arg(long, value_name = "PATH.sqsh")]
    pub(crate) to: Option<String>,
    /// The job that the image is for, YAML or a script: it has to read the file of --to
    #[arg(long = "for", value_name = "JOB")]
    pub(crate) job_file: Option<PathBuf>,
    /// Write a job for sbatch
    #[arg(long)]
    pub(crate) job: bool,
    /// The partition of the job; by default the first without GPUs of the cluster, else its first
    #[arg(long, value_name = "NAME", requires = "job")]
    pub(crate) partition: Option<String>,
    /// GiB that the image takes at most: so much has to be free where it goes, and three times as much on the local disk
    #[arg(long, value_name = "GIB", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) size: u32,
    /// Import the image again if the file is there, and replace that
    #[arg(long)]
    pub(crate) replace: bool,
    /// Where to write the script; standard output by default
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace that file if it exists
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Configuration of the cluster: its shared storage, local disks and partitions; by default the one that
    /// `pclusterctl.toml` names
    #[arg(long, value_name = "FILE", help_heading = "Cluster")]
    pub(crate) cluster: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ClusterReading,
}
