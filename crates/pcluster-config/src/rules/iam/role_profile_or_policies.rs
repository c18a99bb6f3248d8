//! More than one of a role, an instance profile and additional policies.
//!
//! A role or an instance profile of one's own takes the place of what ParallelCluster makes, so there is nothing left
//! that policies could be added to.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   Iam:
//!     InstanceRole: arn:aws:iam::123456789012:role/head-node
//!     AdditionalIamPolicies:
//!       - Policy: arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   Iam:
//!     AdditionalIamPolicies:
//!       - Policy: arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{At, Check, Facts, Finding, IamView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "role-profile-or-policies",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Iam(check),
};

fn check(iam: &At<'_, IamView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let mut given = Vec::new();
    if iam.role.is_some_and(|role| !role.as_str().is_empty()) {
        given.push(("InstanceRole", "this replaces the role that ParallelCluster makes"));
    }
    if iam.profile.is_some_and(|profile| !profile.as_str().is_empty()) {
        given.push(("InstanceProfile", "this replaces the instance profile that ParallelCluster makes"));
    }
    let help = if iam.policies.is_empty() {
        "keep one of the two"
    } else {
        given.push(("AdditionalIamPolicies", "these are added to the role that ParallelCluster makes"));
        "attach the policies to your own role, or leave role and profile to ParallelCluster"
    };
    let ((last, _), others) = given.split_last()?;
    let ((first, label), _) = others.split_first()?;
    let names: Vec<String> = others.iter().map(|(key, _)| format!("`{key}`")).collect();
    let finding = Finding::new(format!("{} and `{last}` exclude each other", names.join(", ")))
        .at(iam.key(first), *label)
        .help(help);
    Some(given.iter().skip(1).fold(finding, |finding, (key, label)| finding.and(iam.key(key), *label)))
}
