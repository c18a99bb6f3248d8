//! Which types are shown, and in what order.

use std::cmp::Reverse;

use pcluster_config::facts::{Architecture, InstanceFacts};

use crate::args::{Arch, Instances, Order};

const MIB_PER_GIB: u64 = 1024;

/// Whether a type has all that is asked for.
pub(super) fn fits(facts: &InstanceFacts, args: &Instances) -> bool {
    let architecture = args.arch.map(|arch| match arch {
        Arch::X86_64 => Architecture::X86_64,
        Arch::Arm64 => Architecture::Arm64,
    });
    let memory = args.min_memory.map(|gib| u64::from(gib) * MIB_PER_GIB);
    args.gpus.is_none_or(|least| facts.gpu_count >= least)
        && args.gpu.as_deref().is_none_or(|name| has_processor(facts, name))
        && (!args.efa || facts.supports_efa())
        && architecture.is_none_or(|architecture| facts.supports(architecture))
        && args.min_vcpus.is_none_or(|least| facts.vcpus >= least)
        && memory.is_none_or(|least| facts.memory_mib >= least)
        && (!args.current || facts.current_generation)
}

/// Whether the GPUs or accelerators have this in their name or in that of their maker.
fn has_processor(facts: &InstanceFacts, part: &str) -> bool {
    let part = part.to_lowercase();
    [(&facts.gpu_manufacturer, &facts.gpu_name), (&facts.accelerator_manufacturer, &facts.accelerator_name)]
        .into_iter()
        .filter_map(|(maker, name)| Some(format!("{} {}", maker.as_deref()?, name.as_deref()?)))
        .any(|name| name.to_lowercase().contains(&part))
}

/// Brings types into an order; those that are equal in it are ordered by family and size.
pub(super) fn sort(types: &mut [InstanceFacts], order: Order) {
    types.sort_by(|a, b| by_name(a).cmp(&by_name(b)));
    match order {
        Order::Name => {}
        Order::Gpus => types.sort_by_key(|facts| Reverse(facts.gpu_count.max(facts.accelerator_count))),
        Order::GpuMemory => types.sort_by_key(|facts| Reverse(gpu_memory_mib(facts))),
        Order::Vcpus => types.sort_by_key(|facts| Reverse(facts.vcpus)),
        Order::Memory => types.sort_by_key(|facts| Reverse(facts.memory_mib)),
        Order::Network => types.sort_by(|a, b| b.network_gbps.total_cmp(&a.network_gbps)),
        Order::Storage => types.sort_by_key(|facts| Reverse(facts.instance_storage_gb)),
    }
}

/// Family, then size: `c5.2xlarge` is smaller than `c5.12xlarge`.
fn by_name(facts: &InstanceFacts) -> (&str, u32, u64, &str) {
    let name = facts.instance_type.as_ref();
    let family = name.split_once('.').map_or(name, |(family, _)| family);
    (family, facts.vcpus, facts.memory_mib, name)
}

/// Memory of all GPUs together; a share of a GPU counts as one.
fn gpu_memory_mib(facts: &InstanceFacts) -> u64 {
    facts.gpu_memory_mib * u64::from(facts.gpu_count.max(1))
}
