//! `Scheduling.SlurmQueues[]`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{
    CapacityReservationTarget, CapacityType, ComputeResource, HealthChecks, NodeIam, NodeImage,
    QueueCustomActions, QueueLocalStorage, QueueNetworking,
};
use crate::model::Tag;
use crate::scalar::{FreeMap, Value};

/// A partition of Slurm.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SlurmQueue {
    /// Name of the partition; becomes part of every node's hostname.
    pub name: String,
    /// How the nodes are bought.
    #[schemars(extend("default" = Self::default().capacity_type()))]
    pub capacity_type: Option<CapacityType>,
    /// Disks of the nodes. Made with its defaults when absent.
    #[garde(dive)]
    pub compute_settings: Option<ComputeSettings>,
    /// Scripts of yours that the nodes run.
    #[garde(dive)]
    pub custom_actions: Option<QueueCustomActions>,
    /// What the nodes may do in AWS. Made with its defaults when absent.
    #[garde(dive)]
    pub iam: Option<NodeIam>,
    /// Another image than that of the cluster.
    #[garde(dive)]
    pub image: Option<NodeImage>,
    /// The reserved capacity of compute resources that name none themselves.
    #[garde(dive)]
    pub capacity_reservation_target: Option<CapacityReservationTarget>,
    /// How EC2 chooses among several instance types. It counts only where a compute resource has `Instances`;
    /// a Capacity Block has no default.
    #[schemars(extend("default" = AllocationStrategy::default()))]
    pub allocation_strategy: Option<AllocationStrategy>,
    /// Slices of the queue, each of interchangeable nodes.
    #[garde(dive)]
    pub compute_resources: Vec<ComputeResource>,
    /// Where the nodes are placed.
    #[garde(dive)]
    pub networking: QueueNetworking,
    /// Checks before a job starts on a node, for compute resources that do not decide themselves. Made with
    /// its defaults when absent.
    #[garde(dive)]
    pub health_checks: Option<HealthChecks>,
    /// Parameters added to the partition's line in `slurm.conf`. Parameters that ParallelCluster writes
    /// itself are refused.
    #[schemars(extend("default" = FreeMap::default()))]
    pub custom_slurm_settings: Option<FreeMap>,
    /// Tags on the nodes; they win over the cluster's.
    #[garde(dive)]
    pub tags: Option<Vec<Tag>>,
    /// Gives every job whole nodes, whatever it asks for.
    #[schemars(extend("default" = Self::default().job_exclusive_allocation()))]
    pub job_exclusive_allocation: Option<bool>,
}

impl SlurmQueue {
    /// How the nodes are bought.
    pub fn capacity_type(&self) -> CapacityType {
        self.capacity_type.unwrap_or_default()
    }

    /// How EC2 chooses among several instance types; `None` where it has nothing to choose.
    pub fn allocation_strategy(&self) -> Option<AllocationStrategy> {
        if !self.compute_resources.iter().any(|resource| resource.instances.is_some()) {
            return None;
        }
        let default = (self.capacity_type() != CapacityType::CapacityBlock).then(AllocationStrategy::default);
        self.allocation_strategy.or(default)
    }

    /// Parameters added to the partition's line in `slurm.conf`.
    pub fn custom_slurm_settings(&self) -> impl Iterator<Item = (&Value, &Value)> {
        self.custom_slurm_settings.iter().flat_map(FreeMap::iter)
    }

    /// Whether every job gets whole nodes.
    pub fn job_exclusive_allocation(&self) -> bool {
        self.job_exclusive_allocation.unwrap_or(false)
    }
}

/// Disks of the nodes of a queue.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ComputeSettings {
    /// The disks. Made with its defaults when absent.
    #[garde(dive)]
    pub local_storage: Option<QueueLocalStorage>,
}

/// How EC2 chooses among several instance types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum AllocationStrategy {
    /// The cheapest type first.
    #[default]
    LowestPrice,
    /// The Spot type that is least likely to be taken back.
    CapacityOptimized,
    /// Of the Spot types that are unlikely to be taken back, the cheapest.
    PriceCapacityOptimized,
    /// On-Demand types in the order of the list.
    Prioritized,
    /// Spot types in the order of the list as far as capacity allows.
    CapacityOptimizedPrioritized,
}

impl AllocationStrategy {
    /// Its name, as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LowestPrice => "lowest-price",
            Self::CapacityOptimized => "capacity-optimized",
            Self::PriceCapacityOptimized => "price-capacity-optimized",
            Self::Prioritized => "prioritized",
            Self::CapacityOptimizedPrioritized => "capacity-optimized-prioritized",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allocation_strategy_needs_a_choice_of_instance_types() {
        let mut queue = SlurmQueue {
            allocation_strategy: Some(AllocationStrategy::CapacityOptimized),
            compute_resources: vec![ComputeResource::default()],
            ..Default::default()
        };
        assert_eq!(queue.allocation_strategy(), None);

        queue.compute_resources[0].instances = Some(Vec::new());
        assert_eq!(queue.allocation_strategy(), Some(AllocationStrategy::CapacityOptimized));

        queue.allocation_strategy = None;
        assert_eq!(queue.allocation_strategy(), Some(AllocationStrategy::LowestPrice));

        queue.capacity_type = Some(CapacityType::CapacityBlock);
        assert_eq!(queue.allocation_strategy(), None);
    }
}
