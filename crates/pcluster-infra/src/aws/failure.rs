//! A call to AWS that failed, in words that a person can act on.

mod action;
mod denial;
mod kind;
mod remedy;
mod unanswered;

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::config::http::HttpResponse;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};

use super::redact::redacted;
use crate::Remedy;

pub(crate) use action::action;
pub(crate) use denial::{Denial, Denier};
pub use kind::FailureKind;
pub(crate) use unanswered::chain;

/// A call to AWS that failed for good: what could be tried again has been.
///
/// It holds no part of the request, which may carry credentials, and what looks like one is taken out of what AWS said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
#[non_exhaustive]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// The service, as IAM policies name it: `cloudformation`, `s3`. Empty where nothing was called.
    pub service: &'static str,
    /// The operation, as the service's API reference names it: `DescribeStacks`. Empty where nothing was called.
    pub operation: &'static str,
    /// The error code that AWS gave, if it answered at all.
    pub code: Option<String>,
    /// What AWS or the connection said.
    pub message: String,
}

impl Failure {
    /// The failure of a call.
    pub fn of<E>(service: &'static str, operation: &'static str, error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let (kind, code, message) = match error {
            SdkError::ServiceError(answer) => {
                let status = answer.raw().status().as_u16();
                let code = answer.err().code().map(str::to_owned);
                let message = answer.err().message().unwrap_or_default().trim();
                let region = answer.raw().headers().get("x-amz-bucket-region");
                answered(status, code, message, region)
            }
            SdkError::ResponseError(answer) => {
                let status = answer.raw().status().as_u16();
                (FailureKind::Connection, None, stranger(status))
            }
            other => unanswered::told(other),
        };
        Self { kind, service, operation, code, message: redacted(&message) }
    }

    /// The failure to get credentials.
    pub(crate) fn of_credentials(error: &CredentialsError) -> Self {
        let (kind, message) = unanswered::of_credentials(error);
        Self::before(kind, message)
    }

    /// Something that is wrong before anything is called.
    pub(crate) fn before(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, service: "", operation: "", code: None, message: redacted(&message.into()) }
    }

    /// The failure to find a region.
    pub(crate) fn without_region() -> Self {
        Self::before(FailureKind::Region, "no region is set")
    }

    /// Who may not do what, where AWS said so.
    pub(crate) fn denial(&self) -> Option<Denial<'_>> {
        (self.kind == FailureKind::Denied).then(|| Denial::of(&self.message)).flatten()
    }

    /// The action of IAM policies that allows the call, such as `s3:ListBucket` for `HeadBucket`.
    pub(crate) fn action(&self) -> String {
        match self.denial() {
            Some(denial) => denial.action.to_owned(),
            None => action(self.service, self.operation),
        }
    }

    fn sentence(&self) -> String {
        let Self { kind, service, operation, message, .. } = self;
        if service.is_empty() {
            return message.clone();
        }
        let code = self.code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
        let called = format!("`{service}:{operation}`");
        match kind {
            FailureKind::Region | FailureKind::Endpoint => message.clone(),
            FailureKind::Credentials | FailureKind::Expired if self.code.is_none() => message.clone(),
            FailureKind::Connection | FailureKind::Tls => format!("{called} got no answer: {message}"),
            FailureKind::Denied => match self.denial() {
                Some(denial) => format!("{denial}{code}"),
                None if message.is_empty() => format!("{called} is not allowed{code}"),
                None => format!("{called} is not allowed: {message}{code}"),
            },
            _ if message.is_empty() => format!("{called} failed{code}"),
            _ => format!("{called} failed: {message}{code}"),
        }
    }
}

impl Remedy for Failure {
    fn help(&self) -> Option<String> {
        remedy::of(self)
    }
}

/// What an answer says. One to a HEAD request has no body, so that its status says all.
fn answered(
    status: u16,
    code: Option<String>,
    message: &str,
    region: Option<&str>,
) -> (FailureKind, Option<String>, String) {
    let code = code.filter(|code| code.parse::<u16>().is_err());
    let kind = match &code {
        Some(name) => FailureKind::of_code(name, message),
        None => FailureKind::of_status(status),
    };
    let bare = matches!(message, "" | "Error" | "UnknownError" | "NotFound" | "Not Found" | "Forbidden");
    let message = match (kind, region) {
        (FailureKind::WrongRegion, Some(region)) => format!("the bucket is in the region `{region}`"),
        (FailureKind::NotFound, _) if bare => "it does not exist".to_owned(),
        (FailureKind::Other, _) if bare && code.is_none() => {
            return (FailureKind::Connection, None, stranger(status));
        }
        _ if bare && code.is_none() => format!("HTTP status {status}, without a reason"),
        _ if bare => String::new(),
        // The rest is the request as AWS has seen it, with the header that carries a session token.
        (FailureKind::Credentials, _) => message.split(['.', '\n']).next().unwrap_or_default().to_owned(),
        _ => message.trim_end_matches('.').to_owned(),
    };
    (kind, code, message)
}

fn stranger(status: u16) -> String {
    format!("what answered (HTTP status {status}) is not AWS")
}

#[cfg(test)]
mod tests;
