//! Keys and certificates, which belong to a region.

use super::finding::Finding;
use crate::template::Parameter;

/// What is wrong with an ARN, by itself.
pub(super) fn one(parameter: &Parameter, value: &str, region: &str) -> Option<Finding> {
    let what = match parameter.name.as_str() {
        "KmsKeyArn" => "key",
        "ALBCertificateArn" | "CertificateArn" => "certificate",
        _ => return None,
    };
    let mut parts = value.split(':');
    let (arn, _, _, other) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    (arn == "arn" && !other.is_empty() && other != region).then(|| {
        Finding::new(
            "stack-arn-region",
            &parameter.name,
            format!("this {what} is in {other}, and the stack is to be in {region}"),
        )
        .help(format!("name a {what} of {region}"))
    })
}
