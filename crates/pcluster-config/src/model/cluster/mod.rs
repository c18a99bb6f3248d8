//! The configuration of a cluster: one module per section, named as in YAML.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Imds, Tag};

mod additional_packages;
mod aws_batch;
mod capacity_reservation;
mod compute_resource;
mod custom_actions;
mod dcv;
mod deletion_policy;
mod deployment_settings;
mod dev_settings;
mod directory_service;
mod efa;
mod elastic_ip;
mod head_node;
mod health_checks;
mod iam;
mod image;
mod local_storage;
mod login_nodes;
mod monitoring;
mod networking;
mod placement_group;
mod scheduling;
mod shared_storage;
mod slurm_queue;
mod slurm_settings;
mod ssh;
mod volume_type;

pub use additional_packages::{AdditionalPackages, IntelSoftware};
pub use aws_batch::{AwsBatchComputeResource, AwsBatchQueue, AwsBatchQueueNetworking, AwsBatchSettings};
pub use capacity_reservation::{CapacityReservationTarget, CapacityType};
pub use compute_resource::{ComputeResource, FlexibleInstanceType, LaunchTemplateOverrides};
pub use custom_actions::{
    CustomAction, CustomActionKind, CustomActionScript, CustomActions, QueueCustomActions,
};
pub use dcv::Dcv;
pub use deletion_policy::DeletionPolicy;
pub use deployment_settings::{DefaultUserHome, DeploymentSettings};
pub use dev_settings::{AmiSearchFilters, DevSettings, Timeouts};
pub use directory_service::{DirectoryService, LdapTlsReqCert};
pub use efa::Efa;
pub use elastic_ip::ElasticIp;
pub use head_node::{HeadNode, HeadNodeImds, SharedStorageEfsSettings, SharedStorageType};
pub use health_checks::{GpuHealthCheck, HealthChecks};
pub use iam::{ClusterIam, IamRoles, LoginNodesIam, NodeIam, S3Access};
pub use image::{Image, NodeImage, Os};
pub use local_storage::{
    EphemeralVolume, HeadNodeLocalStorage, HeadNodeRootVolume, QueueLocalStorage, QueueRootVolume,
};
pub use login_nodes::{LoginNodes, LoginNodesPool};
pub use monitoring::{
    Alarms, CloudWatchDashboards, CloudWatchLogs, Dashboards, LogRotation, Logs, Monitoring,
};
pub use networking::{HeadNodeNetworking, LoginNodesNetworking, Proxy, QueueNetworking};
pub use placement_group::{ComputeResourceNetworking, PlacementGroup};
pub use scheduling::{ScalingStrategy, Scheduler, Scheduling};
pub use shared_storage::{
    AutoImportPolicy, DataCompressionType, DataRepositoryAssociation, DeploymentType, DriveCacheType,
    EbsDeletionPolicy, EbsSettings, EfsPerformanceMode, EfsSettings, EfsThroughputMode, FileCacheSettings,
    FileEvent, FsxLustreSettings, FsxOntapSettings, FsxOpenZfsSettings, FsxStorageType, Raid, SharedStorage,
    StorageKind, StorageType,
};
pub use slurm_queue::{AllocationStrategy, ComputeSettings, SlurmQueue};
pub use slurm_settings::{Database, Dns, ExternalSlurmdbd, QueueUpdateStrategy, SlurmSettings};
pub use ssh::{HeadNodeSsh, LoginNodesSsh};
pub use volume_type::VolumeType;

/// A cluster: a head node, queues of compute nodes, and what they share.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ClusterConfig {
    /// Machines for users to log in to, beside the head node.
    #[garde(dive)]
    pub login_nodes: Option<LoginNodes>,
    /// Operating system of all nodes.
    #[garde(dive)]
    pub image: Image,
    /// The machine that runs the scheduler.
    #[garde(dive)]
    pub head_node: HeadNode,
    /// The scheduler and its queues.
    #[garde(dive)]
    pub scheduling: Scheduling,
    /// File systems and volumes that every node mounts.
    #[garde(dive)]
    pub shared_storage: Option<Vec<SharedStorage>>,
    /// Logs, dashboards and alarms. Made with its defaults when absent.
    #[garde(dive)]
    pub monitoring: Option<Monitoring>,
    /// Software installed on top of the image.
    #[garde(dive)]
    pub additional_packages: Option<AdditionalPackages>,
    /// Tags on every AWS resource of the cluster.
    #[garde(dive)]
    pub tags: Option<Vec<Tag>>,
    /// Roles and limits of what ParallelCluster makes in IAM for the whole cluster.
    #[garde(dive)]
    pub iam: Option<ClusterIam>,
    /// A directory (LDAP or Active Directory) that the cluster takes its users from.
    #[garde(dive)]
    pub directory_service: Option<DirectoryService>,
    /// Region of the cluster. When absent, the region of the command line or of the AWS environment holds;
    /// where both are given they must be the same.
    pub region: Option<String>,
    /// Instance metadata service of all nodes. Made with its defaults when absent.
    #[garde(dive)]
    pub imds: Option<Imds>,
    /// A bucket of yours for the cluster's artifacts, in place of the one that ParallelCluster makes in every
    /// region it is used in.
    pub custom_s3_bucket: Option<String>,
    /// URL of a CloudFormation template that is launched together with the cluster.
    pub additional_resources: Option<String>,
    /// For development.
    #[garde(dive)]
    pub dev_settings: Option<DevSettings>,
    /// How the cluster's own machinery is deployed.
    #[garde(dive)]
    pub deployment_settings: Option<DeploymentSettings>,
}
