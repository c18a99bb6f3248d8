//! Resource types that hold data.

/// What is lost when a resource of this type is deleted or replaced; `None` for types that hold nothing that cannot be
/// made again.
///
/// The types are those of the templates of this crate, and those that are often beside a cluster in a template of one's
/// own.
pub fn data_of(resource_type: &str) -> Option<&'static str> {
    Some(match resource_type {
        "AWS::FSx::FileSystem" | "AWS::FSx::Volume" | "AWS::EFS::FileSystem" => "the files in it",
        "AWS::FSx::Snapshot" => "the files in it as they were then",
        "AWS::S3::Bucket" => "the objects in it",
        "AWS::EC2::Volume" => "what is on the volume",
        "AWS::ECR::Repository" => "the images in it",
        "AWS::APS::Workspace" => "the metrics in it",
        "AWS::Grafana::Workspace" => "the dashboards and users in it",
        "AWS::SecretsManager::Secret" => "the secret",
        "AWS::KMS::Key" => "everything that was encrypted with it",
        "AWS::Logs::LogGroup" => "the logs in it",
        "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable" => "the items in it",
        "AWS::RDS::DBInstance" | "AWS::RDS::DBCluster" => "the databases in it",
        "AWS::Cognito::UserPool" => "the users in it",
        _ => return None,
    })
}
