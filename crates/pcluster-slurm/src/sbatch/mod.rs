//! A job and its cluster to a script for sbatch.
//!
//! Every value is quoted where it stands, so that none can become an option, a command or another line, and what a script
//! sets has its reason beside it. The same job and cluster always make the same script.

mod directives;
mod error;
mod layout;
mod quote;
mod script;
mod step;
mod variables;

use std::fmt;

use crate::cluster::Cluster;
use crate::spec::{JobSpec, check};

pub use error::RenderError;

pub(crate) use directives::{ordinary, storage};

/// A script for sbatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    text: String,
}

/// Where a job and its cluster came from, for the comment at the head of the script.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'o> {
    /// The file of the job.
    pub job: Option<&'o str>,
    /// The file of the cluster's configuration.
    pub cluster: Option<&'o str>,
}

/// Makes the script of a job for the cluster it is to run on.
///
/// A cluster and a job that were built in code:
///
/// ```
/// use pcluster_config::facts::EmbeddedCatalogue;
/// use pcluster_config::model::cluster::{ClusterConfig, ComputeResource, Efa, SlurmQueue};
/// use pcluster_config::{Options, check_cluster};
/// use pcluster_slurm::cluster::Cluster;
/// use pcluster_slurm::rules::{Facts, judge};
/// use pcluster_slurm::sbatch::{Origin, render};
/// use pcluster_slurm::spec::{self, JobSpec, Torchrun};
///
/// // A configuration with a queue of four p5.48xlarge; the rest is that of a file.
/// let base = include_bytes!("../../../../fixtures/base.yaml");
/// let base = pcluster_config::check_bytes("base.yaml", base, &Options::default()).into_validated().unwrap();
/// let mut config: ClusterConfig = base.into_inner();
/// let mut queue: SlurmQueue = config.scheduling.slurm_queues()[0].clone();
/// queue.name = "p5".to_owned();
/// queue.networking.placement_group =
///     Some(pcluster_config::model::cluster::PlacementGroup { enabled: Some(true), ..Default::default() });
/// queue.compute_resources = vec![ComputeResource {
///     name: "h100".to_owned(),
///     instance_type: Some("p5.48xlarge".to_owned()),
///     max_count: Some(4.into()),
///     efa: Some(Efa { enabled: Some(true), ..Efa::default() }),
///     ..ComputeResource::default()
/// }];
/// config.scheduling.slurm_queues = Some(vec![queue]);
/// let config = check_cluster(&config, &Options::default()).into_validated().unwrap();
/// let cluster = Cluster::new(&config, &EmbeddedCatalogue);
///
/// // A job on two of its nodes.
/// let mut job = JobSpec::new("train", Torchrun::script("/home/me/train.py", ["--epochs".into(), 3.into()]).into());
/// job.partition = Some("p5".to_owned());
/// job.nodes = Some(2);
/// job.gpus_per_node = Some(8);
/// job.exclusive = Some(true);
/// job.time = Some("12:00:00".to_owned());
///
/// // It is sound, the rules have nothing against it, and this is its script.
/// let facts = Facts { cluster: Some(&cluster), catalogue: &EmbeddedCatalogue };
/// let (report, _) = spec::check(&job).judge(&facts);
/// assert!(report.is_valid());
/// let script = render(&job, &cluster, &Origin::default()).unwrap();
/// assert!(script.as_str().contains("#SBATCH --cpus-per-task=192\n"));
/// assert!(script.as_str().contains("--nproc-per-node=8"));
/// ```
pub fn render(spec: &JobSpec, cluster: &Cluster, origin: &Origin<'_>) -> Result<Script, RenderError> {
    let (report, sound) = check(spec).finish(Vec::new());
    let (Some(_), Some(launcher)) = (sound, spec.run.launcher()) else {
        return Err(RenderError::Unsound(Box::new(report)));
    };
    let partition = layout::partition(spec, cluster)?;
    let layout = layout::Layout::new(spec, launcher, partition)?;
    let text = script::Writer::new(spec, launcher, cluster, &layout).write(origin);
    Ok(Script { text })
}

impl Script {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its text.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
