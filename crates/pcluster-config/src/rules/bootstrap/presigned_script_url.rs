//! A script behind a presigned URL.
//!
//! The signature expires after seven days at the latest (S3 User Guide, presigned URLs). Nodes fetch their scripts
//! whenever they start: from then on no node starts any more, and an update of the head node fails. The signature is
//! also a credential in the configuration.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://training.s3.amazonaws.com/setup.sh?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600&X-Amz-Signature=0a1b
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Iam:
//!     S3Access:
//!       - BucketName: training
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: s3://training/setup.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

use super::parts_of;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "presigned-script-url",
    severity: Severity::Warning,
    official: None,
    check: Check::Script(check),
};

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let url = parts_of(script.url)?;
    let signed = url.query.split('&').any(|part| {
        let name = part.split('=').next().unwrap_or_default();
        ["X-Amz-Signature", "X-Amz-Expires", "AWSAccessKeyId"]
            .iter()
            .any(|signature| name.eq_ignore_ascii_case(signature))
    });
    signed.then(|| {
        Finding::new("the URL of this script expires, and nodes that start later cannot read it")
            .at(script.key("Script"), "a presigned URL")
            .help("write `s3://bucket/key`, and let the nodes read the bucket with `Iam.S3Access`")
    })
}
