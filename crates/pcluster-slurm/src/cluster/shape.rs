//! What a node has, as Slurm is told.

use pcluster_config::facts::InstanceFacts;
use pcluster_config::model::cluster::ComputeResource;

use super::parameters::{self, Parameters};

/// Part of the memory of an instance type that Slurm is told about, in percent: the operating system needs some, and EC2
/// counts what the virtual machine does not see. ParallelCluster calls it `realmemory_to_ec2memory_ratio`.
const MEMORY_PERCENT: u64 = 95;

/// What a node has, as Slurm is told. Of several instance types it is what each of them has at least.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeShape {
    /// CPUs: threads, or cores where simultaneous multithreading is off.
    pub cpus: u64,
    /// Threads that Slurm believes a core has. ParallelCluster tells it of CPUs alone, so that each counts as a socket
    /// with one core of one thread.
    pub threads_per_core: u64,
    /// Memory that jobs may ask for (`RealMemory`), in MiB: `SchedulableMemory`, else 95 % of what the type has.
    pub memory_mib: u64,
    /// GPUs by NVIDIA, the only ones that ParallelCluster tells Slurm about.
    pub gpus: u64,
    /// Their type in `Gres`, such as `h100`; `None` without GPUs. Of several instance types it is that of the first with
    /// the fewest GPUs.
    pub gpu_type: Option<String>,
    /// Most EFA interfaces that the type can have.
    pub efa_interfaces: u64,
}

impl NodeShape {
    pub(super) fn of(
        resource: &ComputeResource,
        facts: &[InstanceFacts],
        settings: &Parameters,
    ) -> Option<Self> {
        let vcpus = facts.iter().map(|facts| u64::from(facts.vcpus)).min()?;
        let threads = facts.iter().map(|facts| u64::from(facts.threads_per_core)).min()?.max(1);
        let memory = facts.iter().map(|facts| facts.memory_mib).min()?;
        let asked = resource.schedulable_memory.and_then(|memory| u64::try_from(memory.get()).ok());
        // The first of several with as many.
        let fewest = facts.iter().min_by_key(|facts| facts.nvidia_gpus())?;
        let gpus = u64::from(fewest.nvidia_gpus());
        let cpus = if resource.disable_simultaneous_multithreading() { vcpus / threads } else { vcpus };
        Some(Self {
            cpus: parameters::number(settings, "CPUs").unwrap_or(cpus),
            threads_per_core: parameters::number(settings, "ThreadsPerCore").unwrap_or(1),
            memory_mib: parameters::number(settings, "RealMemory")
                .or(asked)
                .unwrap_or(memory.saturating_mul(MEMORY_PERCENT) / 100),
            gpus,
            gpu_type: fewest.gpu_name.as_deref().filter(|_| gpus > 0).map(gpu_type),
            efa_interfaces: facts.iter().map(|facts| u64::from(facts.efa_interfaces)).min()?,
        })
    }
}

/// What `Gres` calls the GPUs of a type: their name in small letters, without blanks.
fn gpu_type(name: &str) -> String {
    name.replace(' ', "").to_lowercase()
}
