//! What a cluster offers to jobs: partitions, nodes, and file systems that all nodes see.

mod group;
mod partition;
mod storage;

use pcluster_config::Validated;
use pcluster_config::facts::InstanceCatalogue;
use pcluster_config::model::cluster::ClusterConfig;

pub use group::{NodeGroup, NodeShape};
pub use partition::Partition;
pub use storage::{SharedDir, SharedKind};

/// What a cluster offers to jobs, as ParallelCluster tells Slurm about it.
///
/// ```
/// use pcluster_config::facts::EmbeddedCatalogue;
/// use pcluster_config::{Options, check_bytes};
/// use pcluster_slurm::cluster::Cluster;
///
/// let text = include_bytes!("../../../../fixtures/clusters/p5-capacity-block.yaml");
/// let config = check_bytes("cluster.yaml", text, &Options::default()).into_validated().unwrap();
/// let cluster = Cluster::new(&config, &EmbeddedCatalogue);
/// let partition = cluster.default_partition().unwrap();
/// assert_eq!(partition.groups[0].shape.as_ref().unwrap().gpus, 8);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cluster {
    /// The partitions, one a queue; the first is the default.
    pub partitions: Vec<Partition>,
    /// Whether Slurm counts memory (`EnableMemoryBasedScheduling`). Else `--mem` is only compared with what nodes have.
    pub memory_based_scheduling: bool,
    /// Whether accounting is on (`Database` or `ExternalSlurmdbd`): without it there are no accounts, limits or `sacct`.
    pub accounting: bool,
    /// Directories that all nodes see, the home directories among them.
    pub shared: Vec<SharedDir>,
}

impl Cluster {
    /// What a configuration offers. A type that the catalogue does not know has no [`NodeShape`].
    pub fn new(config: &Validated<ClusterConfig>, catalogue: &dyn InstanceCatalogue) -> Self {
        let scheduling = &config.scheduling;
        let settings = scheduling.slurm_settings.as_ref();
        let queues = scheduling.slurm_queues().iter().enumerate();
        Self {
            partitions: queues.map(|(index, queue)| Partition::new(queue, index == 0, catalogue)).collect(),
            memory_based_scheduling: settings
                .is_some_and(pcluster_config::model::cluster::SlurmSettings::enable_memory_based_scheduling),
            accounting: settings
                .is_some_and(|settings| settings.database.is_some() || settings.external_slurmdbd.is_some()),
            shared: storage::shared(config),
        }
    }

    /// The partition of a name.
    pub fn partition(&self, name: &str) -> Option<&Partition> {
        self.partitions.iter().find(|partition| partition.name == name)
    }

    /// The partition of jobs that name none.
    pub fn default_partition(&self) -> Option<&Partition> {
        self.partitions.first()
    }

    /// The shared directory that a path lies in, the deepest one.
    pub fn shared_at(&self, path: &str) -> Option<&SharedDir> {
        let around = self.shared.iter().filter(|shared| is_within(path, &shared.dir));
        around.max_by_key(|shared| shared.dir.len())
    }
}

/// Whether an absolute path is a directory or lies in it.
pub fn is_within(path: &str, directory: &str) -> bool {
    let directory = directory.trim_end_matches('/');
    path.strip_prefix(directory).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
