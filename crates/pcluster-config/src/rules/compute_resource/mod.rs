//! Rules about compute resources and their capacity.

use std::rc::Rc;

use crate::facts::InstanceFacts;
use crate::location::Path;
use crate::model::cluster::{AwsBatchComputeResource, ClusterConfig, Scheduler};

use super::{At, Facts, Resource, TypeOf};

/// The instance type with the least memory; `None` where the memory of one is not known.
fn least_memory(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<TypeOf> {
    let known = || resource.types(facts).filter(|(_, facts)| facts.memory_mib > 0);
    if known().count() < resource.type_names().count() {
        return None;
    }
    known().min_by_key(|(_, facts)| facts.memory_mib)
}

/// The compute resources of AWS Batch, with their places.
fn batch_resources<'a>(
    cluster: &At<'a, ClusterConfig>,
) -> impl Iterator<Item = (Path, &'a AwsBatchComputeResource)> {
    let place = cluster.key("Scheduling").key("AwsBatchQueues");
    let scheduling = &cluster.value().scheduling;
    let queues = scheduling.aws_batch_queues.iter().filter(|_| scheduling.scheduler == Scheduler::AwsBatch);
    queues.flatten().enumerate().flat_map(move |(queue_at, queue)| {
        let place = place.index(queue_at).key("ComputeResources");
        let resources = queue.compute_resources.iter().enumerate();
        resources.map(move |(at, resource)| (place.index(at), resource))
    })
}

/// The compute resources of AWS Batch that name one type which is known, with the place of its name.
fn batch_types<'a>(
    cluster: &At<'a, ClusterConfig>,
    facts: &Facts<'_>,
) -> impl Iterator<Item = (Path, &'a AwsBatchComputeResource, Rc<InstanceFacts>)> {
    batch_resources(cluster).filter_map(|(place, resource)| {
        let [name] = resource.instance_types.as_slice() else { return None };
        Some((place, resource, facts.instance(name)?))
    })
}

/// Whether a name of AWS Batch has the form of a single type, `c5.large`; families have no dot.
fn is_type(name: &str) -> bool {
    let family = name.split_once('.').map_or("", |(family, _)| family);
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !family.is_empty() && family.bytes().all(fits)
}

crate::rules::rules! {
    allocation_strategy_unsupported,
    batch_architecture,
    batch_architecture_unverifiable,
    batch_max_vcpus,
    batch_type_unsupported,
    batch_vcpus_order,
    batch_vcpus_unverifiable,
    capacity_reservation_target,
    duplicate_instance_type,
    dynamic_nodes_first,
    instance_type_in_several_subnets,
    instance_type_or_instances,
    instances_accelerators_differ,
    instances_cpus_differ,
    instances_efa_interfaces_differ,
    instances_efa_off,
    instances_efa_unsupported,
    instances_memory_differs,
    instances_network_cards_differ,
    max_count_below_min_count,
    memory_scheduling_without_memory,
    no_instance_type,
    schedulable_memory_low,
    schedulable_memory_not_positive,
    schedulable_memory_too_large,
    schedulable_memory_unverifiable,
}
