//! `Scheduling.SlurmQueues[].ComputeResources[]`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{
    CapacityReservationTarget, ComputeResourceNetworking, Efa, HealthChecks, PlacementGroup, SlurmQueue,
};
use crate::model::Tag;
use crate::scalar::{FreeMap, Int, Value};

/// A slice of a queue whose nodes are interchangeable.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ComputeResource {
    /// Unique within its queue; becomes part of every node's hostname.
    pub name: String,
    /// EC2 type of the nodes. Only a `CapacityReservationId` in this compute resource allows to leave it out:
    /// the type is then the reservation's.
    pub instance_type: Option<String>,
    /// Several EC2 types that a node may have, in place of `InstanceType`.
    #[garde(dive)]
    pub instances: Option<Vec<FlexibleInstanceType>>,
    /// The most nodes that run at the same time.
    #[garde(range(min = 1))]
    #[schemars(extend("default" = Self::default().max_count(), "x-unit" = "nodes"))]
    pub max_count: Option<Int>,
    /// Nodes that stay up while idle, and cost money all the time. A Capacity Block needs this equal to
    /// `MaxCount`.
    #[garde(range(min = 0))]
    #[schemars(extend("default" = Self::default().min_count(), "x-unit" = "nodes"))]
    pub min_count: Option<Int>,
    /// The most that is paid for a Spot instance. When absent, the On-Demand price.
    #[garde(range(min = 0.0))]
    #[schemars(extend("x-unit" = "US dollars an hour"))]
    pub spot_price: Option<f64>,
    /// The fast network between nodes. Made with its defaults when absent, and then off.
    #[garde(dive)]
    pub efa: Option<Efa>,
    /// One hardware thread per core. Slurm then counts cores, not threads.
    #[schemars(extend("default" = Self::default().disable_simultaneous_multithreading()))]
    pub disable_simultaneous_multithreading: Option<bool>,
    /// Memory of a node that Slurm may give to jobs. When absent, 95 % of what EC2 says the type has.
    #[schemars(extend("x-unit" = "MiB"))]
    pub schedulable_memory: Option<Int>,
    /// The reserved capacity of these nodes. When absent, the queue's.
    #[garde(dive)]
    pub capacity_reservation_target: Option<CapacityReservationTarget>,
    /// How the nodes are placed to each other. Made with its defaults when absent.
    #[garde(dive)]
    pub networking: Option<ComputeResourceNetworking>,
    /// Checks before a job starts on a node. Made with its defaults when absent.
    #[garde(dive)]
    pub health_checks: Option<HealthChecks>,
    /// Parameters added to the nodes' lines in `slurm.conf`. Parameters that ParallelCluster writes itself
    /// are refused.
    #[schemars(extend("default" = FreeMap::default()))]
    pub custom_slurm_settings: Option<FreeMap>,
    /// Tags on these nodes; they win over the queue's and the cluster's.
    #[garde(dive)]
    pub tags: Option<Vec<Tag>>,
    /// Slurm's weight of the nodes that stay up: nodes with the lowest number get jobs first.
    #[garde(range(min = 1, max = i64::from(u32::MAX)))]
    #[schemars(extend("default" = Self::default().static_node_priority()))]
    pub static_node_priority: Option<Int>,
    /// Slurm's weight of the nodes that start on demand. Keep it above `StaticNodePriority`, or new nodes are
    /// started while others idle.
    #[garde(range(min = 1, max = i64::from(u32::MAX)))]
    #[schemars(extend("default" = Self::default().dynamic_node_priority()))]
    pub dynamic_node_priority: Option<Int>,
    /// A launch template of yours whose network interfaces replace those that ParallelCluster makes.
    #[garde(dive)]
    pub launch_template_overrides: Option<LaunchTemplateOverrides>,
}

impl ComputeResource {
    /// The instance types a node may have, as far as the configuration names them.
    pub fn instance_types(&self) -> impl Iterator<Item = &str> {
        let several = self.instances.iter().flatten().map(|instance| instance.instance_type.as_str());
        self.instance_type.as_deref().into_iter().chain(several)
    }

    /// The most nodes that run at the same time.
    pub fn max_count(&self) -> i64 {
        self.max_count.map_or(10, Int::get)
    }

    /// Nodes that stay up while idle.
    pub fn min_count(&self) -> i64 {
        self.min_count.map_or(0, Int::get)
    }

    /// Whether a core runs one thread only.
    pub fn disable_simultaneous_multithreading(&self) -> bool {
        self.disable_simultaneous_multithreading.unwrap_or(false)
    }

    /// The reserved capacity that holds: its own, else the queue's.
    pub fn capacity_reservation_target<'a>(
        &'a self,
        queue: &'a SlurmQueue,
    ) -> Option<&'a CapacityReservationTarget> {
        self.capacity_reservation_target.as_ref().or(queue.capacity_reservation_target.as_ref())
    }

    /// The placement group that holds: its own, which replaces the queue's as a whole, else the queue's.
    pub fn placement_group<'a>(&'a self, queue: &'a SlurmQueue) -> Option<&'a PlacementGroup> {
        let own = self.networking.as_ref().and_then(|networking| networking.placement_group.as_ref());
        own.or(queue.networking.placement_group.as_ref())
    }

    /// Parameters added to the nodes' lines in `slurm.conf`.
    pub fn custom_slurm_settings(&self) -> impl Iterator<Item = (&Value, &Value)> {
        self.custom_slurm_settings.iter().flat_map(FreeMap::iter)
    }

    /// Slurm's weight of the nodes that stay up.
    pub fn static_node_priority(&self) -> i64 {
        self.static_node_priority.map_or(1, Int::get)
    }

    /// Slurm's weight of the nodes that start on demand.
    pub fn dynamic_node_priority(&self) -> i64 {
        self.dynamic_node_priority.map_or(1000, Int::get)
    }
}

/// One of several instance types that a node may have.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FlexibleInstanceType {
    /// EC2 type. All types of a compute resource need the same number of GPUs and accelerators.
    pub instance_type: String,
}

/// A launch template whose network interfaces replace those that ParallelCluster makes for the nodes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LaunchTemplateOverrides {
    /// Id of the launch template, `lt-...`. It may hold nothing but network interfaces.
    pub launch_template_id: String,
    /// Version of the launch template.
    #[garde(range(min = 1))]
    pub version: Int,
}
