//! What a cluster offers to jobs: partitions, nodes, and file systems that all nodes see.

mod group;
mod node;
mod parameters;
mod partition;
mod shape;
mod storage;

use pcluster_config::Validated;
use pcluster_config::facts::InstanceCatalogue;
use pcluster_config::model::cluster::{ClusterConfig, SlurmSettings};

pub use group::NodeGroup;
pub use node::{Node, NodeKind};
pub use parameters::Parameters;
pub use partition::Partition;
pub use shape::NodeShape;
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
    /// The partitions, one a queue, in the order of the configuration.
    pub partitions: Vec<Partition>,
    /// Partitions that `CustomSlurmSettings` defines beside them, of which nothing but the name is known.
    pub custom_partitions: Vec<String>,
    /// Nodes that `CustomSlurmSettings` defines beside those of the queues, as they are written.
    pub custom_nodes: Vec<String>,
    /// Whether a file of the user's own is included in `slurm.conf` (`CustomSlurmSettingsIncludeFile`): there may be more
    /// nodes, partitions and settings than are known here.
    pub is_open: bool,
    /// Whether Slurm gives out memory (`EnableMemoryBasedScheduling`). Else `--mem` is only compared with what nodes have,
    /// and jobs share the memory of their nodes.
    pub memory_based_scheduling: bool,
    /// Whether accounting is on (`Database` or `ExternalSlurmdbd`): without it there are no accounts, limits or `sacct`.
    pub accounting: bool,
    /// Directories that all nodes see, the home directories among them.
    pub shared: Vec<SharedDir>,
    /// `CustomSlurmSettings` of `SlurmSettings`: parameters of the whole cluster as they are written.
    pub settings: Parameters,
}

impl Cluster {
    /// What a configuration offers. A type that the catalogue does not know has no [`NodeShape`].
    pub fn new(config: &Validated<ClusterConfig>, catalogue: &dyn InstanceCatalogue) -> Self {
        let scheduling = &config.scheduling;
        let slurm = scheduling.slurm_settings.as_ref();
        // A map of several parameters is a line of its own that defines nodes or partitions.
        let lines = slurm.and_then(|slurm| slurm.custom_slurm_settings.as_ref()).into_iter().flatten();
        let lines: Vec<Parameters> = lines.map(|map| parameters::of(map.iter())).collect();
        let named = |name: &str| -> Vec<String> {
            lines.iter().filter_map(|line| parameters::get(line, name).map(str::to_owned)).collect()
        };
        let (custom_partitions, custom_nodes) = (named("PartitionName"), named("NodeName"));
        let settings: Parameters = lines.into_iter().filter(|line| line.len() == 1).flatten().collect();
        let gives_memory = slurm.is_some_and(SlurmSettings::enable_memory_based_scheduling);
        let queues = scheduling.slurm_queues().iter().enumerate();
        let mut partitions: Vec<Partition> =
            queues.map(|(index, queue)| Partition::new(queue, index == 0, catalogue)).collect();
        choose_default(&mut partitions);
        Self {
            partitions,
            custom_partitions,
            custom_nodes,
            is_open: slurm.is_some_and(|slurm| slurm.custom_slurm_settings_include_file.is_some()),
            memory_based_scheduling: parameters::get(&settings, "SelectTypeParameters")
                .map_or(gives_memory, |how| how.to_ascii_lowercase().contains("memory")),
            accounting: slurm
                .is_some_and(|slurm| slurm.database.is_some() || slurm.external_slurmdbd.is_some()),
            shared: storage::shared(config),
            settings,
        }
    }

    /// Whether there may be nodes that are not known here.
    pub fn has_more_nodes(&self) -> bool {
        self.is_open || !self.custom_nodes.is_empty()
    }

    /// The partition of a name.
    pub fn partition(&self, name: &str) -> Option<&Partition> {
        self.partitions.iter().find(|partition| partition.name == name)
    }

    /// The partition of jobs that name none.
    pub fn default_partition(&self) -> Option<&Partition> {
        self.partitions.iter().find(|partition| partition.is_default)
    }

    /// A parameter of the whole cluster that the configuration sets, whatever its case.
    pub fn setting(&self, name: &str) -> Option<&str> {
        parameters::get(&self.settings, name)
    }

    /// Most tasks that an array of jobs can have, and one more than its largest index (`MaxArraySize`).
    pub fn max_array_size(&self) -> u64 {
        // Slurm's default, which ParallelCluster leaves alone.
        const DEFAULT: u64 = 1001;
        parameters::number(&self.settings, "MaxArraySize").unwrap_or(DEFAULT)
    }

    /// The shared directory that a path lies in, the deepest one.
    pub fn shared_at(&self, path: &str) -> Option<&SharedDir> {
        let around = self.shared.iter().filter(|shared| is_within(path, &shared.dir));
        around.max_by_key(|shared| shared.dir.len())
    }
}

/// ParallelCluster makes the first partition the default, but settings may choose another: Slurm takes the last one that
/// says so.
fn choose_default(partitions: &mut [Partition]) {
    let says = |partition: &Partition| {
        partition
            .setting("Default")
            .map_or(partition.is_default, |default| default.eq_ignore_ascii_case("YES"))
    };
    let chosen = partitions.iter().rposition(says);
    for (index, partition) in partitions.iter_mut().enumerate() {
        partition.is_default = Some(index) == chosen;
    }
}

/// Whether an absolute path is a directory or lies in it.
pub fn is_within(path: &str, directory: &str) -> bool {
    let directory = directory.trim_end_matches('/');
    path.strip_prefix(directory).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
