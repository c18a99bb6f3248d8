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
use crate::rules::subject::IamChoice;
use crate::rules::{At, Check, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "role-profile-or-policies",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Iam(check),
};

fn check(iam: &At<'_, IamChoice<'_>>) -> Option<Finding> {
    let mut given = Vec::new();
    if iam.role.is_some_and(|role| !role.as_str().is_empty()) {
        given.push("InstanceRole");
    }
    if iam.profile.is_some_and(|profile| !profile.as_str().is_empty()) {
        given.push("InstanceProfile");
    }
    if !iam.policies.is_empty() {
        given.push("AdditionalIamPolicies");
    }
    let [first, others @ ..] = given.as_slice() else { return None };
    if others.is_empty() {
        return None;
    }
    let finding =
        Finding::new("`InstanceRole`, `InstanceProfile` and `AdditionalIamPolicies` exclude each other")
            .at(iam.key(first), "")
            .help("attach the policies to your own role, or leave role and profile to ParallelCluster");
    Some(others.iter().fold(finding, |finding, other| finding.and(iam.key(other), "and this")))
}
