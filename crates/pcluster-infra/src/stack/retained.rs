//! What stays when a resource leaves the stack.

use serde::Serialize;

use super::Status;

/// What happens to a resource that leaves its stack: its `DeletionPolicy` or `UpdateReplacePolicy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Retention {
    /// It is deleted.
    #[default]
    Delete,
    /// It stays, outside of the stack.
    Retain,
    /// It is deleted, and a last backup stays.
    Snapshot,
}

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
    pub retention: Retention,
    /// The command that deletes it for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_with: Option<String>,
}

impl Retention {
    /// The retention that a policy names. A retained resource of a failed creation is of no use here.
    pub(super) fn of(policy: Option<&str>) -> Self {
        match policy {
            Some("Retain" | "RetainExceptOnCreate") => Self::Retain,
            Some("Snapshot") => Self::Snapshot,
            _ => Self::Delete,
        }
    }
}

impl Retained {
    /// A resource that stays.
    pub(super) fn new(resource: Resource, retention: Retention) -> Self {
        let id = &resource.physical_id;
        let delete_with = match resource.kind.as_str() {
            _ if retention != Retention::Retain => None,
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
