//! Which resources hold something that nobody can make again.

/// Whether a resource of this type holds data, secrets or addresses that others rely on and that are lost with it.
pub fn is_stateful(kind: &str) -> bool {
    matches!(
        kind,
        "AWS::APS::Workspace"
            | "AWS::DynamoDB::Table"
            | "AWS::EC2::Volume"
            | "AWS::ECR::Repository"
            | "AWS::EFS::FileSystem"
            | "AWS::FSx::FileSystem"
            | "AWS::FSx::Snapshot"
            | "AWS::FSx::StorageVirtualMachine"
            | "AWS::FSx::Volume"
            | "AWS::Grafana::Workspace"
            | "AWS::KMS::Key"
            | "AWS::Logs::LogGroup"
            | "AWS::RDS::DBCluster"
            | "AWS::RDS::DBInstance"
            | "AWS::S3::Bucket"
            | "AWS::SecretsManager::Secret"
    )
}
