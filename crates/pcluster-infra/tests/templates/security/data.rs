//! What happens to data.

use pcluster_infra::template::data_of;
use serde_json::Value;

use crate::document::{Document, Resource, items, texts, visit};

/// Where data is encrypted at rest whatever one says, from the services' user guides.
const ALWAYS_ENCRYPTED: [&str; 3] =
    ["AWS::APS::Workspace", "AWS::Grafana::Workspace", "AWS::SecretsManager::Secret"];

pub(super) fn encryption(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for resource in document.resources().filter(|resource| data_of(resource.kind()).is_some()) {
        let is_encrypted = match resource.kind() {
            "AWS::FSx::FileSystem" => is_encrypted_file_system(document, resource),
            "AWS::EC2::Volume" => resource.at("/Encrypted") == true,
            "AWS::S3::Bucket" => {
                let rules = resource.items("/BucketEncryption/ServerSideEncryptionConfiguration");
                !rules.is_empty()
                    && rules.iter().all(|rule| {
                        let algorithm = texts(&rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"]);
                        algorithm.iter().any(|word| ["aws:kms", "AES256"].contains(word))
                    })
            }
            kind => ALWAYS_ENCRYPTED.contains(&kind),
        };
        if !is_encrypted {
            against.push(format!("{} is not encrypted", resource.id));
        }
    }
    for template in document.of_type("AWS::EC2::LaunchTemplate") {
        let devices = template.items("/LaunchTemplateData/BlockDeviceMappings");
        if devices.is_empty() || devices.iter().any(|device| device["Ebs"]["Encrypted"] != true) {
            against.push(format!("{} makes volumes that are not encrypted", template.id));
        }
    }
    against
}

/// All persistent file systems are encrypted at rest; temporary ones lose data when a server fails.
fn is_encrypted_file_system(document: &Document, system: Resource<'_>) -> bool {
    let Some(parameter) = system.at("/LustreConfiguration/DeploymentType").as_str() else {
        return system.at("/FileSystemType") == "OPENZFS";
    };
    let kinds = document.at(&format!("/Parameters/{parameter}/AllowedValues"));
    !items(kinds).is_empty()
        && items(kinds).iter().all(|kind| kind.as_str().is_some_and(|kind| kind.starts_with("PERSISTENT_")))
}

pub(super) fn kept(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for resource in document.resources().filter(|resource| data_of(resource.kind()).is_some()) {
        // The instance sets the password of the admin to what the secret says whenever it starts.
        if resource.kind() == "AWS::SecretsManager::Secret"
            && resource.at("/GenerateSecretString").is_object()
        {
            continue;
        }
        let wanted = match resource.kind() {
            "AWS::EC2::Volume" => ["Snapshot", "Snapshot"],
            _ => ["RetainExceptOnCreate", "Retain"],
        };
        let found = [&resource.body["DeletionPolicy"], &resource.body["UpdateReplacePolicy"]];
        if found != wanted {
            against.push(format!("{} is lost", resource.id));
        }
        // What a kept resource lies in could not be deleted: the deletion of the stack would fail.
        if resource.kind() == "AWS::FSx::FileSystem" {
            against.extend(surroundings(document, resource));
        }
    }
    for resource in document.of_type("AWS::S3::BucketPolicy").chain(document.of_type("AWS::IAM::Role")) {
        let guards = resource.kind() == "AWS::S3::BucketPolicy" || resource.id == "GrafanaRole";
        if guards && resource.body["DeletionPolicy"] != "RetainExceptOnCreate" {
            against.push(format!("{} does not stay with what it is for", resource.id));
        }
    }
    against
}

fn surroundings(document: &Document, system: Resource<'_>) -> Vec<String> {
    let mut against = Vec::new();
    let mut open: Vec<&str> = texts(system.at("/SubnetIds"));
    open.extend(texts(system.at("/SecurityGroupIds")));
    let mut seen = Vec::new();
    while let Some(id) = open.pop() {
        let Some(resource) = document.resource(id) else { continue };
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        if resource.body["DeletionPolicy"] != "RetainExceptOnCreate" {
            against.push(format!("{id} cannot be deleted while {} is kept", system.id));
        }
        open.extend(texts(&resource.body["Properties"]));
        open.extend(texts(&resource.body["DependsOn"]));
    }
    against
}

/// A name that has to be unique, of something that is kept, would be taken when the stack is made again.
pub(super) fn names(document: &Document) -> Vec<String> {
    // Names of workspaces of Managed Prometheus and Managed Grafana need not be unique.
    const UNIQUE: [&str; 8] = [
        "BucketName",
        "FileSystemName",
        "GroupName",
        "ManagedPolicyName",
        "RoleName",
        "TableName",
        "LogGroupName",
        "RepositoryName",
    ];
    let mut against = Vec::new();
    for resource in document.resources() {
        for name in UNIQUE {
            let value = resource.at(&format!("/{name}"));
            // !If [HasName, the user's own, AWS::NoValue]
            let chosen = items(value).len() == 3 && value[2] == "AWS::NoValue";
            if !value.is_null() && !chosen {
                against.push(format!("{} has a fixed {name}", resource.id));
            }
        }
    }
    against
}

pub(super) fn buckets(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for bucket in document.of_type("AWS::S3::Bucket") {
        let id = bucket.id;
        let mut want = |holds: bool, otherwise: &str| {
            if !holds {
                against.push(format!("{id} {otherwise}"));
            }
        };
        for block in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] {
            let is_on = bucket.at(&format!("/PublicAccessBlockConfiguration/{block}")) == true;
            want(is_on, &format!("lacks {block}"));
        }
        let owner = bucket.at("/OwnershipControls/Rules/0/ObjectOwnership");
        want(owner == "BucketOwnerEnforced", "has access control lists");
        want(bucket.at("/VersioningConfiguration/Status") == "Enabled", "is not versioned");
        let enabled: Vec<&Value> = bucket
            .items("/LifecycleConfiguration/Rules")
            .iter()
            .filter(|rule| rule["Status"] == "Enabled" && rule.get("Prefix").is_none())
            .collect();
        let cleans = |pointer: &str| enabled.iter().any(|rule| rule.pointer(pointer).is_some());
        want(cleans("/AbortIncompleteMultipartUpload/DaysAfterInitiation"), "keeps unfinished uploads");
        want(cleans("/NoncurrentVersionExpiration/NoncurrentDays"), "keeps old versions for ever");
        want(is_tls_only(document, id), "is reached without TLS");
    }
    against
}

fn is_tls_only(document: &Document, bucket: &str) -> bool {
    let policies = document.of_type("AWS::S3::BucketPolicy").filter(|policy| policy.at("/Bucket") == bucket);
    let mut denies = false;
    for policy in policies {
        visit(policy.at("/PolicyDocument"), &mut |statement| {
            let says = |key: &str, value: &str| statement.get(key).is_some_and(|is| is == value);
            let resources = statement.get("Resource").map(texts).unwrap_or_default();
            let condition = statement.get("Condition").map_or(&Value::Null, |all| &all["Bool"]);
            denies |= says("Effect", "Deny")
                && says("Principal", "*")
                && says("Action", "s3:*")
                && condition["aws:SecureTransport"] == "false"
                && resources.contains(&format!("{bucket}.Arn").as_str())
                && resources.contains(&format!("${{{bucket}.Arn}}/*").as_str());
        });
    }
    denies
}
