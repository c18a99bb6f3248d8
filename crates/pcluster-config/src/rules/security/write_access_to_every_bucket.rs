//! Nodes that may write and delete in every bucket.
//!
//! A bucket name of `*` with write access is full access to S3: any job can delete every object that the account can
//! reach.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     S3Access:
//!       - BucketName: "*"
//!         EnableWriteAccess: true
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     S3Access:
//!       - BucketName: "training-*"
//!         EnableWriteAccess: true
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, IamView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "write-access-to-every-bucket",
    severity: Severity::Warning,
    official: None,
    check: Check::Iam(check),
};

fn check(iam: &At<'_, IamView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let every = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte == b'*');
    let index = iam
        .s3_access
        .iter()
        .position(|access| access.enable_write_access() && every(access.bucket_name.as_str()))?;
    let access = iam.key("S3Access").index(index);
    Some(
        Finding::new("everything that runs on these nodes can write and delete in every bucket")
            .at(access.key("BucketName"), "any bucket")
            .and(access.key("EnableWriteAccess"), "with write access")
            .help("name the buckets that the nodes write to, each in an entry of its own"),
    )
}
