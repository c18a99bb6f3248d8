//! A policy with full access to a service where nodes only use a part of it.
//!
//! The role of a node acts for everything that runs on it, jobs and containers of all users included: with
//! `AmazonS3FullAccess` any of them can delete every bucket of the account. Guides attach such policies for the sake of
//! pulling images and reading scripts, for which there are smaller ones. Buckets that nodes write to go into `S3Access`
//! with `EnableWriteAccess`.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     AdditionalIamPolicies:
//!       - Policy: arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
//!       - Policy: arn:aws:iam::aws:policy/AmazonS3FullAccess
//!       - Policy: arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     AdditionalIamPolicies:
//!       - Policy: arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
//!       - Policy: arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly
//!     S3Access:
//!       - BucketName: training
//!         EnableWriteAccess: true
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, IamView, NodeRole, RuleDef};

use super::aws_policy;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "full-access-policy",
    severity: Severity::Warning,
    official: None,
    check: Check::Iam(check),
};

/// Policies with full access, and what nodes need in their place.
const SMALLER: [(&str, &str); 8] = [
    ("AmazonS3FullAccess", "`S3Access` with the buckets, or `AmazonS3ReadOnlyAccess`"),
    ("AmazonEC2ContainerRegistryFullAccess", "`AmazonEC2ContainerRegistryReadOnly`"),
    ("AmazonElasticContainerRegistryPublicFullAccess", "`AmazonElasticContainerRegistryPublicReadOnly`"),
    ("AmazonEC2FullAccess", "`AmazonEC2ReadOnlyAccess`"),
    ("AmazonFSxFullAccess", "`AmazonFSxReadOnlyAccess`"),
    ("AmazonElasticFileSystemFullAccess", "`AmazonElasticFileSystemReadOnlyAccess`"),
    ("AmazonSSMFullAccess", "`AmazonSSMManagedInstanceCore`"),
    ("SecretsManagerReadWrite", "a policy of yours for the one secret"),
];

fn check(iam: &At<'_, IamView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    if matches!(iam.owner, NodeRole::Build) {
        return None;
    }
    let found: Vec<(usize, &str, &str)> = iam
        .policies
        .iter()
        .enumerate()
        .filter_map(|(index, policy)| {
            let name = aws_policy(policy.policy.as_str())?;
            let (_, smaller) = SMALLER.iter().find(|(full, _)| *full == name)?;
            Some((index, name, *smaller))
        })
        .collect();
    let ((index, name, smaller), others) = found.split_first()?;
    let place = |index: usize| iam.key("AdditionalIamPolicies").index(index).key("Policy");
    let message = if others.is_empty() {
        format!("`{name}` gives everything that runs on these nodes more than nodes need")
    } else {
        format!("{} policies give everything that runs on these nodes more than nodes need", found.len())
    };
    let finding =
        Finding::new(message).at(place(*index), format!("instead: {}", smaller.replace('`', ""))).help(
            "attach the smaller ones that are named here, or a policy of your own for just what the nodes do",
        );
    Some(others.iter().fold(finding, |finding, (index, _, smaller)| {
        finding.and(place(*index), format!("instead: {}", smaller.replace('`', "")))
    }))
}
