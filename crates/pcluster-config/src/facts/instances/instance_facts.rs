//! What EC2 says about an instance type.

use std::borrow::Cow;

use serde::Serialize;

use super::vocabulary::{
    Architecture, Architectures, Hypervisor, PlacementStrategies, PlacementStrategy, UsageClass, UsageClasses,
};

/// What EC2 says about an instance type (`DescribeInstanceTypes`).
///
/// It is passed on as it is: of `trn2u.48xlarge`, for example, EC2 does not tell the accelerators.
///
/// ```
/// use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue};
///
/// let p5 = EmbeddedCatalogue.instance("p5.48xlarge").expect("it is a known type");
/// assert_eq!((p5.gpu_count, p5.gpu_name.as_deref()), (8, Some("H100")));
/// assert!(p5.supports_efa());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct InstanceFacts {
    /// Its name, such as `p5.48xlarge`.
    pub instance_type: Cow<'static, str>,
    /// What its processors execute.
    pub architectures: Architectures,
    /// Virtual CPUs: cores times threads per core.
    pub vcpus: u32,
    /// Physical cores.
    pub cores: u32,
    /// Threads that a core has by default: 2 with simultaneous multithreading, else 1.
    pub threads_per_core: u32,
    /// Main memory in MiB, before the operating system takes its part.
    pub memory_mib: u64,
    /// Maker of the GPUs.
    pub gpu_manufacturer: Option<Cow<'static, str>>,
    /// Model of the GPUs, such as `H100`.
    pub gpu_name: Option<Cow<'static, str>>,
    /// Whole GPUs. EC2 counts 0 where a type has a share of one GPU; then there is a `gpu_name` all the same.
    pub gpu_count: u32,
    /// Memory of one GPU (not of all together) in MiB, or of the share of one; 0 without a GPU.
    pub gpu_memory_mib: u64,
    /// Maker of the accelerators that are no GPUs.
    pub accelerator_manufacturer: Option<Cow<'static, str>>,
    /// Model of the accelerators that are no GPUs, such as `Trainium2`.
    pub accelerator_name: Option<Cow<'static, str>>,
    /// Accelerators that are no GPUs.
    pub accelerator_count: u32,
    /// EFA interfaces that an instance can have at most; 0 = no EFA.
    pub efa_interfaces: u32,
    /// Network cards.
    pub network_cards: u32,
    /// Network interfaces that an instance can have at most, on all cards together.
    pub network_interfaces: u32,
    /// Gbit/s that the network sustains, on all cards together; small types can burst to more.
    pub network_gbps: f64,
    /// Disks of the instance store that are attached by NVMe; a few types (`d3`) have magnetic ones.
    pub nvme_disks: u32,
    /// Size of the instance store in GB (10⁹ bytes), all disks together; those of old types are no NVMe disks.
    pub instance_storage_gb: u64,
    /// Ways in which it can be paid for.
    pub usage_classes: UsageClasses,
    /// Strategies of the placement groups that it can be in.
    pub placement_strategies: PlacementStrategies,
    /// What runs the virtual machine; none on bare metal.
    pub hypervisor: Option<Hypervisor>,
    /// Whether there is no virtual machine, but the whole computer.
    pub bare_metal: bool,
    /// Whether AWS counts it to the current generation.
    pub current_generation: bool,
}

impl InstanceFacts {
    /// A type of which nothing but the name is said, as a start for one's own: one network card and interface, of the
    /// current generation, everything else 0, absent or empty.
    pub fn new(instance_type: impl Into<Cow<'static, str>>) -> Self {
        Self {
            instance_type: instance_type.into(),
            architectures: Architectures::default(),
            vcpus: 0,
            cores: 0,
            threads_per_core: 1,
            memory_mib: 0,
            gpu_manufacturer: None,
            gpu_name: None,
            gpu_count: 0,
            gpu_memory_mib: 0,
            accelerator_manufacturer: None,
            accelerator_name: None,
            accelerator_count: 0,
            efa_interfaces: 0,
            network_cards: 1,
            network_interfaces: 1,
            network_gbps: 0.0,
            nvme_disks: 0,
            instance_storage_gb: 0,
            usage_classes: UsageClasses::default(),
            placement_strategies: PlacementStrategies::default(),
            hypervisor: None,
            bare_metal: false,
            current_generation: true,
        }
    }

    /// Whether it can have an EFA interface.
    pub fn supports_efa(&self) -> bool {
        self.efa_interfaces > 0
    }

    /// Whether it has a GPU, be it a share of one.
    pub fn has_gpus(&self) -> bool {
        self.gpu_count > 0 || self.gpu_name.is_some()
    }

    /// Whether its processors execute this.
    pub fn supports(&self, architecture: Architecture) -> bool {
        self.architectures.contains(architecture)
    }

    /// What ParallelCluster runs on it: 64-bit x86 or ARM. A Mac has neither.
    pub fn architecture(&self) -> Option<Architecture> {
        [Architecture::X86_64, Architecture::Arm64].into_iter().find(|word| self.supports(*word))
    }

    /// Whole GPUs by NVIDIA, the only ones that ParallelCluster counts.
    pub fn nvidia_gpus(&self) -> u32 {
        let by_nvidia =
            self.gpu_manufacturer.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("NVIDIA"));
        if by_nvidia { self.gpu_count } else { 0 }
    }

    /// Maker of its inference accelerators. Trainium is none: EC2 describes it as a Neuron device only.
    pub fn inference_manufacturer(&self) -> Option<&str> {
        let trains = self.accelerator_name.as_deref().is_some_and(|name| name.starts_with("Trainium"));
        self.accelerator_manufacturer.as_deref().filter(|_| !trains)
    }

    /// Inference accelerators by AWS, the only ones that ParallelCluster counts.
    pub fn inference_accelerators(&self) -> u32 {
        let by_aws = self.inference_manufacturer().is_some_and(|name| name.eq_ignore_ascii_case("AWS"));
        if by_aws { self.accelerator_count } else { 0 }
    }

    /// Network interfaces that the first of its network cards can have.
    pub fn interfaces_of_first_card(&self) -> u32 {
        self.network_interfaces.checked_div(self.network_cards).unwrap_or_default()
    }

    /// Whether it can be paid for in this way.
    pub fn supports_usage(&self, class: UsageClass) -> bool {
        self.usage_classes.contains(class)
    }

    /// Whether it can be in a placement group of this strategy.
    pub fn supports_placement(&self, strategy: PlacementStrategy) -> bool {
        self.placement_strategies.contains(strategy)
    }

    /// Whether it has disks of its own, of whatever kind.
    pub fn has_instance_store(&self) -> bool {
        self.instance_storage_gb > 0
    }
}
