//! The job that measures.

use std::path::Path;

use anyhow::{Context, bail};
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::draft::{DraftError, DraftKind, DraftOptions, draft};
use pcluster_slurm::spec;

use crate::args::{ClusterReading, NcclJob};
use crate::commands::job::{cluster, complain, written};

/// The job as YAML. `None` where there can be none, which was said.
pub(super) fn text(
    args: &NcclJob,
    cluster: &Cluster,
    cluster_file: &Path,
    reading: &ClusterReading,
) -> anyhow::Result<Option<String>> {
    let file = written::name(cluster_file);
    let options = DraftOptions {
        partition: args.partition.as_deref(),
        nodes: args.nodes,
        image: args.image.as_deref(),
        cluster_file: Some(&file),
    };
    match draft(DraftKind::NcclTest, cluster, &options) {
        Ok(text) => match &args.programs {
            Some(directory) => with_programs(&text, directory).map(Some),
            None => Ok(Some(text)),
        },
        Err(error) => {
            if let DraftError::Unsound(report) = &error {
                cluster::show(report, reading);
            }
            complain(&error, error.help());
            Ok(None)
        }
    }
}

/// The same job with programs that need no container. Its comments are gone but for those at the head.
fn with_programs(text: &str, directory: &str) -> anyhow::Result<String> {
    if !directory.starts_with('/') || directory.contains(char::is_control) {
        bail!("`{}` is not an absolute path", directory.escape_debug());
    }
    let (_, job) = spec::read("nccl.job.yaml", text.as_bytes()).finish(Vec::new());
    let mut job = job.context("the job cannot be read back")?;
    job.container = None;
    if let Some(test) = &mut job.run.nccl_test {
        test.directory = Some(directory.to_owned());
    }
    let head: String = text.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
    Ok(format!("{head}\n{}", job.to_yaml().context("the job cannot be written")?))
}
