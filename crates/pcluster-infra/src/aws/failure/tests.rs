//! Answers of AWS as they come over the wire, read by the SDK's own clients.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpListener;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;

use super::Failure;
use crate::Remedy;

/// What the first request to a server of its own is answered.
fn answering(status: &str, headers: &str, body: &str) -> SdkConfig {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let length = body.len();
    let answer =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n{body}");
    std::thread::spawn(move || {
        let Ok((mut stream, _)) = listener.accept() else { return };
        let mut request = [0; 8192];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(answer.as_bytes());
    });
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .retry_config(RetryConfig::disabled())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

fn query(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>1</RequestId></ErrorResponse>"
    )
}

fn rest(code: &str, message: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{message}</Message><RequestId>1</RequestId></Error>"
    )
}

fn json(code: &str, message: &str) -> String {
    let message = message.replace('"', "\\\"");
    format!("{{\"__type\":\"com.amazonaws.service#{code}\",\"message\":\"{message}\"}}")
}

async fn sts(status: &str, code: &str, message: &str) -> Failure {
    let client = aws_sdk_sts::Client::new(&answering(status, "", &query(code, message)));
    let error = client.get_caller_identity().send().await.expect_err("an error");
    Failure::of("sts", "GetCallerIdentity", &error)
}

async fn cloudformation(status: &str, code: &str, message: &str) -> Failure {
    let client = aws_sdk_cloudformation::Client::new(&answering(status, "", &query(code, message)));
    let error = client.describe_stacks().stack_name("prerequisites").send().await.expect_err("an error");
    Failure::of("cloudformation", "DescribeStacks", &error)
}

async fn fsx(status: &str, code: &str, message: &str) -> Failure {
    let client = aws_sdk_fsx::Client::new(&answering(status, "", &json(code, message)));
    let error = client.describe_file_systems().send().await.expect_err("an error");
    Failure::of("fsx", "DescribeFileSystems", &error)
}

async fn ecr(status: &str, code: &str, message: &str) -> Failure {
    let client = aws_sdk_ecr::Client::new(&answering(status, "", &json(code, message)));
    let error = client.describe_repositories().send().await.expect_err("an error");
    Failure::of("ecr", "DescribeRepositories", &error)
}

fn s3_client(config: &SdkConfig) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::config::Builder::from(config).force_path_style(true).build();
    aws_sdk_s3::Client::from_conf(config)
}

async fn s3(status: &str, code: &str, message: &str) -> Failure {
    let client = s3_client(&answering(status, "", &rest(code, message)));
    let error = client.list_objects_v2().bucket("data").send().await.expect_err("an error");
    Failure::of("s3", "ListObjectsV2", &error)
}

async fn s3_head(status: &str) -> Failure {
    let client = s3_client(&answering(status, "x-amz-bucket-region: eu-west-1\r\n", ""));
    let error = client.head_bucket().bucket("data").send().await.expect_err("an error");
    Failure::of("s3", "HeadBucket", &error)
}

/// Failures as a person reads them, with their kinds.
fn told(failures: &[Failure]) -> String {
    failures.iter().fold(String::new(), |mut page, failure| {
        let kind = serde_json::to_value(failure.kind).expect("a kind");
        let _ = writeln!(page, "[{}] error: {failure}", kind.as_str().unwrap_or_default());
        if let Some(help) = failure.help() {
            let _ = writeln!(page, "  = help: {help}");
        }
        page
    })
}

const ROLE: &str = "User: arn:aws:sts::123456789012:assumed-role/Trainer/me is not authorized to perform:";

#[tokio::test]
async fn denials() {
    let denied = |rest: &str| format!("{ROLE} {rest}");
    let page = told(&[
        cloudformation("403 Forbidden", "AccessDenied", &denied("cloudformation:DescribeStacks on resource: arn:aws:cloudformation:us-east-1:123456789012:stack/prerequisites/* because no identity-based policy allows the cloudformation:DescribeStacks action")).await,
        fsx("400 Bad Request", "AccessDeniedException", &denied("fsx:DescribeFileSystems on resource: * because no permissions boundary allows the fsx:DescribeFileSystems action")).await,
        ecr("400 Bad Request", "AccessDeniedException", &denied("ecr:DescribeRepositories on resource: arn:aws:ecr:us-east-1:123456789012:repository/* with an explicit deny in a service control policy")).await,
        ecr("400 Bad Request", "AccessDeniedException", &denied("ecr:DescribeRepositories on resource: * with an explicit deny in an identity-based policy")).await,
        s3("403 Forbidden", "AccessDenied", &denied("s3:ListBucket on resource: \"arn:aws:s3:::data\" because no session policy allows the s3:ListBucket action")).await,
        s3("403 Forbidden", "AccessDenied", &denied("s3:ListBucket on resource: \"arn:aws:s3:::data\" with an explicit deny in a resource-based policy")).await,
        s3("403 Forbidden", "AccessDenied", &denied("s3:ListBucket on resource: \"arn:aws:s3:::data\" because no VPC endpoint policy allows the s3:ListBucket action")).await,
        s3("403 Forbidden", "AccessDenied", "Access Denied").await,
        s3("403 Forbidden", "AllAccessDisabled", "All access to this object has been disabled").await,
        s3_head("403 Forbidden").await,
        cloudformation("403 Forbidden", "AccessDenied", &denied("cloudformation:DescribeStacks")).await,
    ]);
    insta::assert_snapshot!(page);
}

#[tokio::test]
async fn credentials_that_are_refused() {
    let canonical = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. The Canonical String for this request should have been 'POST / host:sts.us-east-1.amazonaws.com x-amz-security-token:IQoJb3JpZ2luX2VjEJr0000000000000000'";
    let page = told(&[
        sts("403 Forbidden", "ExpiredToken", "The security token included in the request is expired").await,
        s3("400 Bad Request", "ExpiredToken", "The provided token has expired.").await,
        fsx(
            "400 Bad Request",
            "ExpiredTokenException",
            "The security token included in the request is expired",
        )
        .await,
        sts(
            "403 Forbidden",
            "InvalidClientTokenId",
            "The security token included in the request is invalid.",
        )
        .await,
        ecr(
            "400 Bad Request",
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        )
        .await,
        s3(
            "403 Forbidden",
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
        )
        .await,
        s3("400 Bad Request", "InvalidToken", "The provided token is malformed or otherwise invalid.").await,
        s3("403 Forbidden", "SignatureDoesNotMatch", canonical).await,
        ecr("400 Bad Request", "InvalidSignatureException", canonical).await,
    ]);
    insta::assert_snapshot!(page);
}

#[tokio::test]
async fn wrong_times() {
    let page = told(&[
        s3("403 Forbidden", "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.").await,
        sts("403 Forbidden", "SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)").await,
        ecr("400 Bad Request", "InvalidSignatureException", "Signature not yet current: 20260101T003000Z is still later than 20260101T002000Z (20260101T001500Z + 5 min.)").await,
    ]);
    insta::assert_snapshot!(page);
}

#[tokio::test]
async fn wrong_regions() {
    let page = told(&[
        s3("301 Moved Permanently", "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.").await,
        s3_head("301 Moved Permanently").await,
        s3("400 Bad Request", "AuthorizationHeaderMalformed", "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'").await,
        s3("400 Bad Request", "IllegalLocationConstraintException", "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.").await,
        sts("403 Forbidden", "OptInRequired", "The AWS Access Key Id needs a subscription for the service").await,
    ]);
    insta::assert_snapshot!(page);
}

#[tokio::test]
async fn what_is_there_and_what_is_not() {
    let page = told(&[
        cloudformation("400 Bad Request", "ValidationError", "Stack with id prerequisites does not exist")
            .await,
        s3("404 Not Found", "NoSuchBucket", "The specified bucket does not exist").await,
        s3_head("404 Not Found").await,
        fsx("400 Bad Request", "FileSystemNotFound", "File system 'fs-0123456789abcdef0' does not exist.")
            .await,
        ecr(
            "400 Bad Request",
            "RepositoryNotFoundException",
            "The repository with name 'training' does not exist in the registry with id '123456789012'",
        )
        .await,
        ecr(
            "400 Bad Request",
            "RepositoryAlreadyExistsException",
            "The repository with name 'training' already exists in the registry with id '123456789012'",
        )
        .await,
        s3("409 Conflict", "BucketAlreadyExists", "The requested bucket name is not available.").await,
        s3("400 Bad Request", "TooManyBuckets", "You have attempted to create more buckets than allowed")
            .await,
        fsx(
            "400 Bad Request",
            "ServiceLimitExceeded",
            "Account 123456789012 can have at most 100 file systems",
        )
        .await,
        cloudformation("400 Bad Request", "LimitExceeded", "Stack limit exceeded").await,
    ]);
    insta::assert_snapshot!(page);
}

#[tokio::test]
async fn throttled_and_broken() {
    let html = answering(
        "200 OK",
        "Content-Type: text/html\r\n",
        "<html><body>Sign in to the network</body></html>",
    );
    let portal = aws_sdk_ecr::Client::new(&html).describe_repositories().send().await.expect_err("an error");
    let html = answering("502 Bad Gateway", "Content-Type: text/html\r\n", "<html>Bad Gateway</html>");
    let gateway = aws_sdk_sts::Client::new(&html).get_caller_identity().send().await.expect_err("an error");
    let page = told(&[
        cloudformation("400 Bad Request", "Throttling", "Rate exceeded").await,
        fsx("400 Bad Request", "ThrottlingException", "Rate exceeded").await,
        s3("503 Slow Down", "SlowDown", "Please reduce your request rate.").await,
        s3_head("503 Slow Down").await,
        cloudformation(
            "400 Bad Request",
            "ValidationError",
            "1 validation error detected: Value 'a b' at 'stackName' failed to satisfy constraint",
        )
        .await,
        fsx("500 Internal Server Error", "InternalServerError", "An internal server error occurred.").await,
        Failure::of("ecr", "DescribeRepositories", &portal),
        Failure::of("sts", "GetCallerIdentity", &gateway),
    ]);
    insta::assert_snapshot!(page);
}
