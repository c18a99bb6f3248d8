//! A call to AWS that failed, in words that a person can act on.

use std::error::Error;

use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};

use crate::remedy::Remedy;

/// A call to AWS that failed for good: what could be tried again has been.
///
/// It holds no part of the request, which may carry credentials.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
#[non_exhaustive]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// The service, as IAM policies name it: `cloudformation`, `s3`.
    pub service: &'static str,
    /// The operation, as IAM policies name it where that has the same name: `DescribeStacks`.
    pub operation: &'static str,
    /// The error code that AWS gave, if it answered at all.
    pub code: Option<String>,
    /// What AWS or the connection said.
    pub message: String,
}

/// What kind of failure a call met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FailureKind {
    /// The caller may not do this.
    Denied,
    /// The credentials were valid once.
    Expired,
    /// No credentials were found, or those that were found are wrong.
    Credentials,
    /// No region is set.
    Region,
    /// AWS asked to slow down, more often than is worth waiting for.
    Throttled,
    /// AWS could not be reached, or the connection was lost, more often than is worth waiting for.
    Connection,
    /// What the call is about does not exist.
    NotFound,
    /// What the call would create exists already.
    Exists,
    /// A quota of the account is used up.
    Quota,
    /// The call itself is wrong.
    Invalid,
    /// AWS failed on its own side, or something that has no kind here.
    Other,
}

impl Failure {
    /// The failure of a call.
    pub fn of<E, R>(service: &'static str, operation: &'static str, error: &SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
        R: std::fmt::Debug,
    {
        match error {
            SdkError::ServiceError(answer) => {
                let code = answer.err().code().map(str::to_owned);
                let message = answer.err().message().unwrap_or_default().to_owned();
                let kind = FailureKind::of_code(code.as_deref().unwrap_or_default(), &message);
                Self { kind, service, operation, code, message }
            }
            SdkError::TimeoutError(_) => {
                let message = "no answer in time".to_owned();
                Self { kind: FailureKind::Connection, service, operation, code: None, message }
            }
            other => {
                let message = deepest(other);
                let kind = FailureKind::of_dispatch(other, &message);
                Self { kind, service, operation, code: None, message }
            }
        }
    }

    /// The failure to find a region.
    pub(crate) fn without_region() -> Self {
        Self {
            kind: FailureKind::Region,
            service: "",
            operation: "",
            code: None,
            message: "no region is set".to_owned(),
        }
    }

    fn remedy(&self) -> Option<String> {
        let help = match self.kind {
            FailureKind::Denied => {
                return Some(format!(
                    "allow `{}:{}` in a policy of this identity; `pclusterctl doctor` shows who that is and what it may do",
                    self.service, self.operation
                ));
            }
            FailureKind::Expired => {
                "sign in again (`aws sso login` with IAM Identity Center), then run the same command again"
            }
            FailureKind::Credentials => {
                "set `AWS_PROFILE` or `--profile`, or `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; `aws configure sso` makes a profile"
            }
            FailureKind::Region => "give `--region`, or set `AWS_REGION` or `region` in the profile",
            FailureKind::Throttled => {
                "run the same command again in a while: it goes on where this one stopped"
            }
            FailureKind::Connection => {
                "see whether this machine reaches AWS (proxy, VPN, `--endpoint-url`), then run the same command again: it goes on where this one stopped"
            }
            FailureKind::NotFound
            | FailureKind::Exists
            | FailureKind::Quota
            | FailureKind::Invalid
            | FailureKind::Other => {
                return None;
            }
        };
        Some(help.to_owned())
    }

    fn sentence(&self) -> String {
        let Self { service, operation, message, .. } = self;
        let code = self.code.as_deref().unwrap_or("no error code");
        match self.kind {
            FailureKind::Region => message.clone(),
            FailureKind::Credentials if self.code.is_none() => {
                format!("no credentials for AWS were found: {message}")
            }
            FailureKind::Connection => format!("`{service}:{operation}` got no answer: {message}"),
            FailureKind::Denied => format!("`{service}:{operation}` is not allowed: {message} ({code})"),
            _ if message.is_empty() => format!("`{service}:{operation}` failed ({code})"),
            _ => format!("`{service}:{operation}` failed: {message} ({code})"),
        }
    }
}

impl Remedy for Failure {
    fn help(&self) -> Option<String> {
        self.remedy()
    }
}

impl FailureKind {
    /// The kind that an error code stands for. The codes are those of the services' API references, and of the common
    /// errors of the query, JSON and REST protocols.
    fn of_code(code: &str, message: &str) -> Self {
        let name = code.strip_suffix("Exception").unwrap_or(code);
        match name {
            "AccessDenied"
            | "AccessDeniedAccess"
            | "UnauthorizedOperation"
            | "NotAuthorized"
            | "AuthorizationError"
            | "Forbidden"
            | "403" => Self::Denied,
            "ExpiredToken" | "RequestExpired" | "TokenRefreshRequired" | "ExpiredSessionToken" => {
                Self::Expired
            }
            "InvalidClientTokenId"
            | "UnrecognizedClient"
            | "AuthFailure"
            | "InvalidAccessKeyId"
            | "SignatureDoesNotMatch"
            | "InvalidSignature"
            | "IncompleteSignature"
            | "MissingAuthenticationToken"
            | "OptInRequired"
            | "InvalidToken" => Self::Credentials,
            "Throttling"
            | "Throttled"
            | "ThrottledRequest"
            | "RequestThrottled"
            | "TooManyRequests"
            | "SlowDown"
            | "RequestLimitExceeded"
            | "BandwidthLimitExceeded"
            | "PriorRequestNotComplete" => Self::Throttled,
            "NoSuchBucket"
            | "NoSuchKey"
            | "NoSuchUpload"
            | "NotFound"
            | "404"
            | "RepositoryNotFound"
            | "ImageNotFound"
            | "LifecyclePolicyNotFound"
            | "FileSystemNotFound"
            | "DataRepositoryAssociationNotFound"
            | "ChangeSetNotFound"
            | "StackNotFound" => Self::NotFound,
            "AlreadyExists"
            | "BucketAlreadyExists"
            | "BucketAlreadyOwnedByYou"
            | "RepositoryAlreadyExists" => Self::Exists,
            "LimitExceeded" | "ServiceLimitExceeded" | "ServiceQuotaExceeded" | "TooManyBuckets" => {
                Self::Quota
            }
            // CloudFormation has no code of its own for a stack that does not exist.
            "ValidationError" if message.contains("does not exist") => Self::NotFound,
            "ValidationError"
            | "Validation"
            | "InvalidParameter"
            | "InvalidParameterValue"
            | "InvalidRequest"
            | "InvalidArgument"
            | "BadRequest"
            | "InvalidBucketName" => Self::Invalid,
            _ => Self::Other,
        }
    }

    /// The kind of a failure before there was an answer. The SDK has one type for all of them.
    fn of_dispatch<E, R>(error: &SdkError<E, R>, message: &str) -> Self {
        let SdkError::DispatchFailure(failure) = error else { return Self::Connection };
        if failure.is_io() || failure.is_timeout() {
            return Self::Connection;
        }
        let lower = message.to_lowercase();
        if lower.contains("expired") {
            Self::Expired
        } else if lower.contains("credential") || lower.contains("profile") || lower.contains("sso") {
            Self::Credentials
        } else if lower.contains("region") {
            Self::Region
        } else {
            Self::Connection
        }
    }
}

/// What the innermost cause of an error says. The outer ones only say that something failed.
fn deepest(error: &dyn Error) -> String {
    let mut innermost = error;
    while let Some(cause) = innermost.source() {
        innermost = cause;
    }
    innermost.to_string()
}
