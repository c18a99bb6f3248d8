//! `DevSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::{Cookbook, Tag};
use crate::scalar::Int;

/// Settings for the development of ParallelCluster itself.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DevSettings {
    /// Another cookbook than the released one, or other attributes for it. For development.
    #[garde(dive)]
    pub cookbook: Option<Cookbook>,
    /// URL of another package of the software that starts and stops nodes. For development.
    pub node_package: Option<String>,
    /// URL of another package of the AWS Batch commands. For development; gone with AWS Batch.
    pub aws_batch_cli_package: Option<String>,
    /// URL of a CloudFormation template in place of the one that ParallelCluster writes. For development.
    pub cluster_template: Option<String>,
    /// Which images count as official when `CustomAmi` is absent. For development.
    #[garde(dive)]
    pub ami_search_filters: Option<AmiSearchFilters>,
    /// Descriptions of instance types that replace what EC2 says about them, as one JSON text in the form of
    /// EC2's `DescribeInstanceTypes`. For development.
    #[schemars(extend("contentMediaType" = "application/json"))]
    pub instance_types_data: Option<String>,
    /// How long nodes may take to come up.
    #[garde(dive)]
    pub timeouts: Option<Timeouts>,
    /// Compute nodes publish how long their start took, as a CloudWatch metric. For development.
    #[schemars(extend("default" = Self::default().compute_startup_time_metric_enabled()))]
    pub compute_startup_time_metric_enabled: Option<bool>,
    /// `efa` gives the first network card one interface for both EFA and TCP, as older releases did. Any
    /// other text changes nothing. For development.
    pub efa_interface_type: Option<String>,
}

impl DevSettings {
    /// Descriptions of instance types that replace what EC2 says about them.
    pub fn instance_types_data(&self) -> Option<&str> {
        self.instance_types_data.as_deref()
    }

    /// Whether compute nodes publish how long their start took.
    pub fn compute_startup_time_metric_enabled(&self) -> bool {
        self.compute_startup_time_metric_enabled.unwrap_or(false)
    }
}

/// Which images count as official. For development.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AmiSearchFilters {
    /// Tags that the image must have.
    #[garde(dive)]
    pub tags: Option<Vec<Tag>>,
    /// Account that owns the image, in quotes, or an alias; `amazon` when absent.
    pub owner: Option<String>,
    /// Text that the name of the image has before the official name.
    pub name_prefix: Option<String>,
}

/// How long nodes may take to come up.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Timeouts {
    /// Time for the head node to come up, its custom actions included. After it the creation of the cluster
    /// fails.
    #[garde(range(min = 1))]
    #[schemars(extend("default" = Self::default().head_node_bootstrap_timeout(), "x-unit" = "seconds"))]
    pub head_node_bootstrap_timeout: Option<Int>,
    /// Time for a compute node to come up, its custom actions included. After it Slurm gives the node up and
    /// another one is started.
    #[garde(range(min = 1))]
    #[schemars(extend("default" = Self::default().compute_node_bootstrap_timeout(), "x-unit" = "seconds"))]
    pub compute_node_bootstrap_timeout: Option<Int>,
    /// Time that the head node waits for EC2 to describe the instances it has just started.
    #[garde(range(min = 1))]
    #[schemars(extend("default" = Self::default().compute_instance_info_timeout(), "x-unit" = "seconds"))]
    pub compute_instance_info_timeout: Option<Int>,
}

impl Timeouts {
    /// Seconds for the head node to come up.
    pub fn head_node_bootstrap_timeout(&self) -> i64 {
        self.head_node_bootstrap_timeout.map_or(2100, Int::get)
    }

    /// Seconds for a compute node to come up.
    pub fn compute_node_bootstrap_timeout(&self) -> i64 {
        self.compute_node_bootstrap_timeout.map_or(2100, Int::get)
    }

    /// Seconds that the head node waits for EC2 to describe new instances.
    pub fn compute_instance_info_timeout(&self) -> i64 {
        self.compute_instance_info_timeout.map_or(90, Int::get)
    }
}
