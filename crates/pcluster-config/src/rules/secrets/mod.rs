//! Rules about secrets that the cluster reads.

crate::rules::rules! {
    munge_key_secret,
    password_secret,
}

/// Whether an ARN is that of a secret of Secrets Manager.
fn is_secret(arn: &str) -> bool {
    service_and_resource(arn) == (Some("secretsmanager"), Some("secret"))
}

/// The third and the sixth part of an ARN, as far as it has them.
fn service_and_resource(arn: &str) -> (Option<&str>, Option<&str>) {
    let mut parts = arn.split(':');
    let service = parts.nth(2);
    (service, parts.nth(2))
}
