//! A script in S3 that is named by an `https://` URL.
//!
//! Nodes fetch `https://` URLs without credentials. An object of a bucket that is not public is refused then, whatever
//! the role of the nodes may read, and the node does not start. An `s3://` URL is read with the role of the node.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://training.s3.us-east-1.amazonaws.com/scripts/setup.sh
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
//!       Script: s3://training/scripts/setup.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

use super::parts_of;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "s3-script-read-anonymously",
    severity: Severity::Info,
    official: None,
    check: Check::Script(check),
};

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let url = parts_of(script.url).filter(|url| url.scheme == "https" && url.query.is_empty())?;
    let host = url.host.strip_suffix(".cn").unwrap_or(url.host).strip_suffix(".amazonaws.com")?;
    // `bucket.s3.region`, `bucket.s3-region`, `s3.region` with the bucket as the first part of the path
    let labels: Vec<&str> = host.split('.').collect();
    let s3 = labels.iter().position(|label| *label == "s3" || label.starts_with("s3-"))?;
    let object = match labels.get(..s3)? {
        [] => url.path.to_owned(),
        bucket => format!("{}/{}", bucket.join("."), url.path),
    };
    Some(
        Finding::new("nodes read this object of S3 without credentials, so it has to be public")
            .at(script.key("Script"), "")
            .help(format!(
                "unless it is public, write `s3://{object}`, and let the nodes read it with `Iam.S3Access`"
            )),
    )
}
