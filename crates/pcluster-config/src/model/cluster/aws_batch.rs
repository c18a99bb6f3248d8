//! `Scheduling.AwsBatchQueues` and `AwsBatchSettings`, which releases before 3.16 have.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::CapacityType;
use crate::scalar::{Int, SecurityGroupId, SubnetId};

/// A queue of AWS Batch.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AwsBatchQueue {
    /// Name of the queue.
    pub name: String,
    /// How the instances are bought.
    #[schemars(extend("default" = Self::default().capacity_type()))]
    pub capacity_type: Option<CapacityType>,
    /// The one compute environment of the queue.
    #[garde(length(equal = 1), dive)]
    pub compute_resources: Vec<AwsBatchComputeResource>,
    /// Where the instances are placed.
    #[garde(dive)]
    pub networking: AwsBatchQueueNetworking,
}

impl AwsBatchQueue {
    /// How the instances are bought.
    pub fn capacity_type(&self) -> CapacityType {
        self.capacity_type.unwrap_or_default()
    }
}

/// A compute environment of AWS Batch.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AwsBatchComputeResource {
    /// Name of the compute environment.
    pub name: String,
    /// Instance types or families that AWS Batch may choose from; `optimal` leaves the choice to it.
    pub instance_types: Vec<String>,
    /// The most vCPUs that run at the same time.
    #[serde(rename = "MaxvCpus")]
    #[garde(range(min = 1))]
    #[schemars(extend("default" = Self::default().max_vcpus(), "x-unit" = "vCPUs"))]
    pub max_vcpus: Option<Int>,
    /// vCPUs that keep running while there are no jobs.
    #[serde(rename = "MinvCpus")]
    #[garde(range(min = 0))]
    #[schemars(extend("default" = Self::default().min_vcpus(), "x-unit" = "vCPUs"))]
    pub min_vcpus: Option<Int>,
    /// vCPUs at the start; `MinvCpus` when absent.
    #[serde(rename = "DesiredvCpus")]
    #[garde(range(min = 0))]
    #[schemars(extend("default" = Self::default().desired_vcpus(), "x-unit" = "vCPUs"))]
    pub desired_vcpus: Option<Int>,
    /// The most that is paid for Spot instances, as a share of the On-Demand price.
    #[garde(range(min = 1, max = 100))]
    #[schemars(extend("x-unit" = "percent"))]
    pub spot_bid_percentage: Option<Int>,
}

impl AwsBatchComputeResource {
    /// The most vCPUs that run at the same time.
    pub fn max_vcpus(&self) -> i64 {
        self.max_vcpus.map_or(10, Int::get)
    }

    /// vCPUs that keep running while there are no jobs.
    pub fn min_vcpus(&self) -> i64 {
        self.min_vcpus.map_or(0, Int::get)
    }

    /// vCPUs at the start.
    pub fn desired_vcpus(&self) -> i64 {
        self.desired_vcpus.map_or_else(|| self.min_vcpus(), Int::get)
    }
}

/// Where the instances of an AWS Batch queue are placed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AwsBatchQueueNetworking {
    /// Security groups beside the one that ParallelCluster makes. Not together with `SecurityGroups`.
    #[garde(dive)]
    pub additional_security_groups: Option<Vec<SecurityGroupId>>,
    /// Security groups in place of the one that ParallelCluster makes.
    #[garde(dive)]
    pub security_groups: Option<Vec<SecurityGroupId>>,
    /// Whether the instances get public addresses. When absent, the subnet decides.
    pub assign_public_ip: Option<bool>,
    /// The one subnet of the queue.
    #[garde(length(equal = 1), dive)]
    pub subnet_ids: Vec<SubnetId>,
}

/// Settings of AWS Batch; there are none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AwsBatchSettings {}
