//! Access to buckets together with a role or an instance profile of one's own.
//!
//! `S3Access` adds to the role that ParallelCluster makes; with a role or a profile of one's own there is none.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   Iam:
//!     InstanceProfile: arn:aws:iam::123456789012:instance-profile/head-node
//!     S3Access:
//!       - BucketName: training-data
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   Iam:
//!     S3Access:
//!       - BucketName: training-data
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{At, Check, Facts, Finding, IamView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "s3-access-with-own-role",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Iam(check),
};

fn check(iam: &At<'_, IamView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let own = if iam.role.is_some_and(|role| !role.as_str().is_empty()) {
        "InstanceRole"
    } else if iam.profile.is_some_and(|profile| !profile.as_str().is_empty()) {
        "InstanceProfile"
    } else {
        return None;
    };
    (!iam.s3_access.is_empty()).then(|| {
        Finding::new(format!("`S3Access` cannot be combined with an `{own}` of your own"))
            .at(iam.key("S3Access"), "")
            .and(iam.key(own), "your own")
            .help("give your own role access to the buckets, and remove `S3Access`")
    })
}
