//! What stays when a resource leaves the stack.

use serde::Serialize;

use super::Status;
use crate::template::{DeletionPolicy, data_of};

/// A resource of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Resource {
    /// Its name in the template.
    pub resource: String,
    /// What it is called where it exists.
    pub physical_id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its status.
    pub status: Status,
    /// Why, where AWS says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A resource that outlives its stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Retained {
    /// The resource.
    #[serde(flatten)]
    pub resource: Resource,
    /// What stays of it.
    pub retention: DeletionPolicy,
    /// The command that deletes it for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_with: Option<String>,
}

impl Retained {
    /// By which what others are in comes last.
    pub(super) fn order(&self) -> u8 {
        match self.resource.kind.as_str() {
            "AWS::EC2::VPC" => 4,
            "AWS::EC2::Subnet" | "AWS::EC2::VPCCidrBlock" => 3,
            "AWS::EC2::SecurityGroup" => 2,
            _ if data_of(&self.resource.kind).is_some() => 0,
            _ => 1,
        }
    }

    /// A resource that stays.
    pub(super) fn new(resource: Resource, retention: DeletionPolicy) -> Self {
        let id = &resource.physical_id;
        let delete_with = match resource.kind.as_str() {
            _ if !retention.retains() => None,
            "AWS::FSx::FileSystem" => Some(format!("aws fsx delete-file-system --file-system-id {id}")),
            "AWS::FSx::Volume" => Some(format!("aws fsx delete-volume --volume-id {id}")),
            "AWS::S3::Bucket" => Some(format!("aws s3 rb --force s3://{id}")),
            "AWS::SecretsManager::Secret" => {
                Some(format!("aws secretsmanager delete-secret --secret-id {id}"))
            }
            "AWS::EC2::Volume" => Some(format!("aws ec2 delete-volume --volume-id {id}")),
            "AWS::EC2::VPC" => Some(format!("aws ec2 delete-vpc --vpc-id {id}")),
            "AWS::EC2::Subnet" => Some(format!("aws ec2 delete-subnet --subnet-id {id}")),
            "AWS::EC2::SecurityGroup" => Some(format!("aws ec2 delete-security-group --group-id {id}")),
            "AWS::APS::Workspace" => {
                // The stack knows the workspace by its ARN.
                let workspace = id.rsplit('/').next().unwrap_or(id);
                Some(format!("aws amp delete-workspace --workspace-id {workspace}"))
            }
            "AWS::Grafana::Workspace" => Some(format!("aws grafana delete-workspace --workspace-id {id}")),
            "AWS::Logs::LogGroup" => Some(format!("aws logs delete-log-group --log-group-name {id}")),
            "AWS::EFS::FileSystem" => Some(format!("aws efs delete-file-system --file-system-id {id}")),
            "AWS::KMS::Key" => Some(format!("aws kms schedule-key-deletion --key-id {id}")),
            _ => None,
        };
        Self { resource, retention, delete_with }
    }
}
