//! A script in S3 that the nodes are not allowed to read.
//!
//! The role that ParallelCluster makes reads no bucket of yours unless `Iam.S3Access` or a policy says so. The official
//! tool reads the script with the rights of the person who deploys, so it finds nothing wrong; the node then fails
//! with `Failed to download OnNodeConfigured script` (aws-parallelcluster #6115, #1686). A policy of the bucket itself
//! may also let them read it, which the configuration does not show. Silent with a role of one's own, with a policy
//! that may allow it, and for the buckets of ParallelCluster itself.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     AdditionalIamPolicies:
//!       - Policy: arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: s3://training/scripts/setup.sh
//! ```
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     S3Access:
//!       - BucketName: training
//!         KeyName: data/*
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: s3://training/scripts/setup.sh
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     S3Access:
//!       - BucketName: training
//!         KeyName: scripts/*
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: s3://training/scripts/setup.sh
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::AdditionalIamPolicy;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::parts_of;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "script-not-readable",
    severity: Severity::Warning,
    official: None,
    check: Check::NodeEach(check),
};

/// How policies of AWS's begin that are known to read no bucket. Any other one may.
const WITHOUT_BUCKETS: [&str; 8] = [
    "AmazonSSMManagedInstanceCore",
    "CloudWatchAgent",
    "AmazonEC2ContainerRegistry",
    "AmazonElasticContainerRegistryPublic",
    "AmazonPrometheus",
    "AmazonEC2ReadOnlyAccess",
    "SecretsManagerReadWrite",
    "AmazonFSxReadOnlyAccess",
];

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    let scripts = node.boot_scripts();
    let Some((policies, buckets)) = node.additions().filter(|_| !scripts.is_empty()) else {
        return Vec::new();
    };
    if policies.iter().any(may_read_buckets) {
        return Vec::new();
    }
    let unreadable = scripts.into_iter().filter_map(|script| {
        let url = parts_of(script.url).filter(|url| url.scheme == "s3" && !url.path.is_empty())?;
        let of_parallel_cluster = url.host.ends_with("-aws-parallelcluster")
            || url.host.starts_with("parallelcluster-") && url.host.ends_with("-do-not-delete")
            || node.cluster.custom_s3_bucket.as_deref() == Some(url.host);
        if of_parallel_cluster || buckets.iter().any(|access| access.covers(url.host, url.path)) {
            return None;
        }
        let help = match node.role {
            NodeRole::Login(_) => String::from("add a policy that allows `s3:GetObject` on it"),
            _ => format!("add `Iam.S3Access` with `BucketName: {}`", url.host),
        };
        let mut finding =
            Finding::new(format!("nothing in this configuration lets {} read this script", node.name()))
                .at(script.path, "read with the role of the node")
                .decided_by(Path::root().key("CustomS3Bucket"))
                .help(help);
        let iam = node.key("Iam");
        for key in ["InstanceRole", "InstanceProfile", "AdditionalIamPolicies", "S3Access"] {
            finding = finding.decided_by(iam.key(key));
        }
        for index in 0..policies.len() {
            finding = finding.decided_by(iam.key("AdditionalIamPolicies").index(index).key("Policy"));
        }
        for index in 0..buckets.len() {
            let entry = iam.key("S3Access").index(index);
            finding = finding.decided_by(entry.key("BucketName")).decided_by(entry.key("KeyName"));
        }
        Some(if buckets.is_empty() {
            finding
        } else {
            finding.and(iam.key("S3Access"), "no entry covers it")
        })
    });
    unreadable.collect()
}

fn may_read_buckets(policy: &AdditionalIamPolicy) -> bool {
    let arn = policy.policy.as_str();
    let name = arn.rsplit('/').next().unwrap_or_default();
    !arn.contains(":iam::aws:policy/") || !WITHOUT_BUCKETS.iter().any(|known| name.starts_with(known))
}
