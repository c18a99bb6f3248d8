//! A script in S3 that is named by an `https://` URL.
//!
//! Nodes fetch `https://` URLs without credentials (`custom_action_executor.py` of aws-parallelcluster-cookbook). An
//! object of a bucket that is not public is refused then, whatever the role of the nodes may read, and the node does
//! not start. An `s3://` URL is read with the role of the node.
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
    let object = object(url.host, url.path)?;
    // The buckets of ParallelCluster itself are public.
    if object.split('/').next()?.ends_with("-aws-parallelcluster") {
        return None;
    }
    Some(
        Finding::new("nodes read this object of S3 without credentials, so it has to be public")
            .at(script.key("Script"), "")
            .help(format!(
                "unless it is public, write `s3://{object}`, and let the nodes read it with `Iam.S3Access`"
            )),
    )
}

/// The bucket and the key that a URL of S3 leads to.
fn object(host: &str, path: &str) -> Option<String> {
    let host = host.strip_suffix(".cn").unwrap_or(host).strip_suffix(".amazonaws.com")?;
    // `bucket.s3.region`, `bucket.s3-region`, or `s3.region` with the bucket as the first part of the path
    let labels: Vec<&str> = host.split('.').collect();
    let s3 = labels.iter().position(|label| *label == "s3" || label.starts_with("s3-"))?;
    Some(match labels.get(..s3)? {
        [] => path.to_owned(),
        bucket => format!("{}/{path}", bucket.join(".")),
    })
}

#[cfg(test)]
mod tests {
    use super::object;

    #[test]
    fn every_form_of_url_leads_to_the_object() {
        let found = |host: &str, path: &str| object(host, path).unwrap_or_default();
        assert_eq!(found("my.bucket.s3.us-east-1.amazonaws.com", "a/b.sh"), "my.bucket/a/b.sh");
        assert_eq!(found("bucket.s3-eu-west-1.amazonaws.com", "b.sh"), "bucket/b.sh");
        assert_eq!(found("s3.cn-north-1.amazonaws.com.cn", "bucket/b.sh"), "bucket/b.sh");
        assert_eq!(object("example.com", "bucket/b.sh"), None);
    }
}
