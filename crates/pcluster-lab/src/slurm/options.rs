//! What a Slurm is to look like.

use serde_json::{Value, json};

/// What a Slurm is to look like.
#[derive(Clone, Debug)]
pub struct SlurmOptions {
    /// Its partitions; the first one is the default.
    pub partitions: Vec<SlurmPartition>,
    /// Whether memory is given out, `CR_CPU_Memory`.
    pub memory_based_scheduling: bool,
    /// Whether records of jobs are kept, in `MariaDB`: some seconds more.
    pub accounting: bool,
    /// Whether sbatch and srun know the options of pyxis. Containers do not run.
    pub container_options: bool,
    /// Seconds that a dynamic node stays up without a job.
    pub suspend_time: i64,
    /// Seconds that a node may take to come up.
    pub resume_timeout: u32,
    /// More lines of `slurm.conf`. What stands there twice holds as it stands last.
    pub settings: Vec<(String, String)>,
}

/// A partition.
#[derive(Clone, Debug, Default)]
pub struct SlurmPartition {
    /// Its name.
    pub name: String,
    /// Its nodes.
    pub resources: Vec<SlurmResource>,
    /// More parameters of its line, such as `OverSubscribe` and `EXCLUSIVE`.
    pub settings: Vec<(String, String)>,
}

/// Nodes that are alike.
#[derive(Clone, Debug)]
pub struct SlurmResource {
    /// Its name, which is part of theirs.
    pub name: String,
    /// Static nodes, `PARTITION-st-NAME-N`.
    pub static_nodes: u32,
    /// Dynamic nodes, `PARTITION-dy-NAME-N`.
    pub dynamic_nodes: u32,
    /// The first static nodes run from the start; the others are powered down.
    pub running: u32,
    /// The first nodes of either kind can be started; the others never come up.
    pub startable: u32,
    /// CPUs of a node.
    pub cpus: u32,
    /// Memory of a node in MiB.
    pub memory: u64,
    /// GPUs of a node.
    pub gpus: u32,
    /// Their type, such as `h100`.
    pub gpu_type: String,
    /// Features beside `static` or `dynamic`.
    pub features: Vec<String>,
    /// Weights of static and of dynamic nodes: the lowest get jobs first.
    pub weights: (i64, i64),
    /// More parameters of the nodes' lines.
    pub settings: Vec<(String, String)>,
}

impl Default for SlurmOptions {
    /// Three running nodes with eight GPUs each.
    fn default() -> Self {
        let nodes = SlurmResource {
            name: "distributed-ml".into(),
            static_nodes: 3,
            running: 3,
            cpus: 192,
            memory: 1_992_294,
            gpus: 8,
            gpu_type: "h100".into(),
            features: ["p5.48xlarge", "distributed-ml", "efa", "gpu"].map(str::to_owned).into(),
            ..SlurmResource::default()
        };
        Self::with([SlurmPartition { name: "compute-gpu".into(), resources: vec![nodes], settings: vec![] }])
    }
}

impl Default for SlurmResource {
    fn default() -> Self {
        Self {
            name: "cpu".into(),
            static_nodes: 0,
            dynamic_nodes: 0,
            running: 0,
            startable: 16,
            cpus: 8,
            memory: 30_000,
            gpus: 0,
            gpu_type: String::new(),
            features: vec![],
            weights: (1, 1000),
            settings: vec![],
        }
    }
}

impl SlurmOptions {
    /// A Slurm with these partitions.
    pub fn with(partitions: impl IntoIterator<Item = SlurmPartition>) -> Self {
        Self {
            partitions: partitions.into_iter().collect(),
            memory_based_scheduling: false,
            accounting: false,
            container_options: true,
            suspend_time: 600,
            resume_timeout: 60,
            settings: vec![],
        }
    }

    /// Lets the first static nodes of every resource run from the start.
    #[must_use]
    pub fn running(mut self, nodes: u32) -> Self {
        for resource in self.partitions.iter_mut().flat_map(|partition| &mut partition.resources) {
            resource.running = nodes.min(resource.static_nodes);
        }
        self
    }

    /// As `servers/slurm/lab.py` reads it.
    pub(super) fn to_json(&self) -> Value {
        json!({
            "partitions": self.partitions.iter().map(SlurmPartition::to_json).collect::<Vec<_>>(),
            "memory_based_scheduling": self.memory_based_scheduling,
            "accounting": self.accounting,
            "containers": self.container_options,
            "suspend_time": self.suspend_time,
            "resume_timeout": self.resume_timeout,
            "settings": self.settings,
        })
    }
}

impl SlurmPartition {
    fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "resources": self.resources.iter().map(SlurmResource::to_json).collect::<Vec<_>>(),
            "settings": self.settings,
        })
    }
}

impl SlurmResource {
    fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "static": self.static_nodes,
            "dynamic": self.dynamic_nodes,
            "running": self.running,
            "startable": self.startable,
            "cpus": self.cpus,
            "memory": self.memory,
            "gpus": self.gpus,
            "gpu_type": self.gpu_type,
            "features": self.features,
            "static_weight": self.weights.0,
            "dynamic_weight": self.weights.1,
            "settings": self.settings,
        })
    }
}
