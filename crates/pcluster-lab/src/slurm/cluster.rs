//! What ParallelCluster writes into the files of Slurm for a configuration.
//!
//! As `pcluster_slurm_config_generator.py` and `config_renderer.py` of aws-parallelcluster-cookbook do it: nothing of
//! pcluster-slurm is used here, so that the two can disagree.

use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue, InstanceFacts};
use pcluster_config::model::cluster::{ComputeResource, Efa, SlurmQueue};
use pcluster_config::{Options, check_bytes, render};

use super::{SlurmOptions, SlurmPartition, SlurmResource};

/// Part of the memory of an instance type that Slurm gives out (`realmemory_to_ec2memory_ratio`), in percent.
const MEMORY_PERCENT: u64 = 95;

/// Parameters that need what a head node has and a test has not: files, programs, control groups, CPUs.
const OF_THE_HEAD_NODE: [&str; 9] = [
    "JobCompType",
    "JobCompLoc",
    "JobAcctGatherType",
    "JobSubmitPlugins",
    "Prolog",
    "Epilog",
    "ProctrackType",
    "TaskPlugin",
    "AccountingStorageType",
];

impl SlurmOptions {
    /// The Slurm of a cluster, with all nodes powered down; [`SlurmOptions::running`] makes some run.
    ///
    /// # Panics
    ///
    /// Where the configuration has errors.
    pub fn of_cluster(yaml: &str) -> Self {
        let cluster = match check_bytes("cluster.yaml", yaml.as_bytes(), &Options::default()).into_validated()
        {
            Ok(cluster) => cluster,
            Err(report) => panic!("{}", render::concise(&report)),
        };
        let mut options = Self::with(cluster.scheduling.slurm_queues().iter().map(partition));
        if let Some(settings) = &cluster.scheduling.slurm_settings {
            options.memory_based_scheduling = settings.enable_memory_based_scheduling();
            options.suspend_time = settings.scaledown_idletime().saturating_mul(60).max(-1);
            let custom = settings.custom_slurm_settings.iter().flatten();
            options.settings =
                custom.flat_map(|map| texts(map.iter())).filter(|(name, _)| possible(name)).collect();
        }
        options
    }
}

fn partition(queue: &SlurmQueue) -> SlurmPartition {
    let mut settings = texts(queue.custom_slurm_settings());
    if queue.job_exclusive_allocation() {
        settings.push(("OverSubscribe".into(), "EXCLUSIVE".into()));
    }
    SlurmPartition {
        name: queue.name.clone(),
        resources: queue.compute_resources.iter().map(resource).collect(),
        settings,
    }
}

fn resource(resource: &ComputeResource) -> SlurmResource {
    let types: Vec<&str> = resource.instance_types().collect();
    let facts: Vec<InstanceFacts> =
        types.iter().filter_map(|name| EmbeddedCatalogue.instance(name)).collect();
    let least = |figure: fn(&InstanceFacts) -> u64| facts.iter().map(figure).min();
    let vcpus = least(|facts| facts.vcpus.into()).unwrap_or(1);
    let threads = least(|facts| facts.threads_per_core.into()).unwrap_or(1).max(1);
    let memory = least(|facts| facts.memory_mib).unwrap_or(1) * MEMORY_PERCENT / 100;
    let gpus = facts.iter().min_by_key(|facts| facts.nvidia_gpus()).filter(|facts| facts.nvidia_gpus() > 0);
    // Which of several types a node will have is not known before it starts.
    let mut features = if let [one] = types[..] { vec![one.to_owned()] } else { vec![] };
    features.push(resource.name.clone());
    features.extend(resource.efa.as_ref().is_some_and(Efa::enabled).then(|| "efa".to_owned()));
    features.extend(gpus.map(|_| "gpu".to_owned()));
    SlurmResource {
        name: resource.name.clone(),
        static_nodes: count(resource.min_count()),
        dynamic_nodes: count(resource.max_count() - resource.min_count()),
        cpus: u32::try_from(if resource.disable_simultaneous_multithreading() {
            vcpus / threads
        } else {
            vcpus
        })
        .unwrap_or(u32::MAX),
        memory: resource.schedulable_memory.map_or(memory, |memory| u64::from(count(memory.get()))).max(1),
        gpus: gpus.map_or(0, InstanceFacts::nvidia_gpus),
        gpu_type: gpus.map(gpu_type).unwrap_or_default(),
        features,
        weights: (resource.static_node_priority(), resource.dynamic_node_priority()),
        settings: texts(resource.custom_slurm_settings()),
        ..SlurmResource::default()
    }
}

fn possible(parameter: &str) -> bool {
    !OF_THE_HEAD_NODE.iter().any(|name| name.eq_ignore_ascii_case(parameter))
}

fn gpu_type(facts: &InstanceFacts) -> String {
    facts.gpu_name.as_deref().unwrap_or_default().replace(' ', "").to_lowercase()
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn texts<'a, V: ToString + 'a>(settings: impl Iterator<Item = (&'a V, &'a V)>) -> Vec<(String, String)> {
    settings.map(|(name, value)| (name.to_string(), value.to_string())).collect()
}
