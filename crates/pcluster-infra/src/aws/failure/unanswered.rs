//! Why a call got no answer. The SDK has one type for all reasons, so that the chain of causes tells them apart.

use std::error::Error;
use std::io;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::error::SdkError;

use super::FailureKind;

/// What a failed connection, missing credentials or a wrong address are told as.
pub(super) fn told<E, R>(error: &SdkError<E, R>) -> (FailureKind, Option<String>, String)
where
    E: Error + 'static,
    R: std::fmt::Debug,
{
    let (kind, message) = match error {
        SdkError::TimeoutError(_) => (FailureKind::Connection, "it took too long".to_owned()),
        SdkError::DispatchFailure(failure) => match failure.as_connector_error() {
            Some(error) if error.is_timeout() => (FailureKind::Connection, "it took too long".to_owned()),
            Some(error) => of_chain(error),
            None => of_chain(failure_source(error)),
        },
        other => of_chain(failure_source(other)),
    };
    (kind, None, message)
}

fn failure_source<E, R>(error: &SdkError<E, R>) -> &(dyn Error + 'static)
where
    E: Error + 'static,
    R: std::fmt::Debug,
{
    // Every kind of error has a source; a place holder is better than a way to panic.
    error.source().unwrap_or(&std::fmt::Error)
}

fn of_chain(error: &(dyn Error + 'static)) -> (FailureKind, String) {
    if let Some(error) = find::<CredentialsError>(error) {
        return of_credentials(error);
    }
    let innermost = innermost(error).to_string();
    let has = |words: &str| chain(error).any(|error| error.to_string().starts_with(words));
    if innermost.contains("Missing Region") {
        (FailureKind::Region, "no region is set".to_owned())
    } else if has("failed to apply endpoint") || innermost.contains("was not a valid URI") {
        (FailureKind::Endpoint, format!("calls cannot be sent to the endpoint URL: {innermost}"))
    } else if has("TLS handshake failed") || innermost.contains("certificate") {
        (FailureKind::Tls, format!("TLS: {innermost}"))
    } else if has("dns error") {
        (FailureKind::Connection, "the name of the server is not known (DNS)".to_owned())
    } else if has("tunnel error") {
        (FailureKind::Connection, format!("the proxy cannot be used: {innermost}"))
    } else if is_refused(error) {
        (FailureKind::Connection, "connection refused".to_owned())
    } else {
        (FailureKind::Connection, innermost)
    }
}

/// Whether nobody listens where the call was sent to.
fn is_refused(error: &(dyn Error + 'static)) -> bool {
    find::<io::Error>(error).is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

/// Why there are no credentials.
pub(super) fn of_credentials(error: &CredentialsError) -> (FailureKind, String) {
    let texts: Vec<String> = chain(error).map(ToString::to_string).collect();
    let has = |words: &str| texts.iter().any(|text| text.to_lowercase().contains(words));
    let innermost = innermost(error).to_string();
    if has("expired") {
        return (FailureKind::Expired, "the credentials have expired".to_owned());
    }
    // What IAM Identity Center answers to a token that it does not know any more.
    if has("cached sso token") || has("session token not found or invalid") || has("invalidgrant") {
        return (FailureKind::Expired, "nobody is signed in to IAM Identity Center".to_owned());
    }
    let message = match error {
        CredentialsError::CredentialsNotLoaded(_) if innermost.starts_with("no credentials found in chain") => {
            "no credentials for AWS were found: neither in the environment nor in a profile, and this machine has no role".to_owned()
        }
        // Elsewhere than on EC2, whoever answers for the metadata service does not let us.
        _ if has("imds") => {
            "no credentials for AWS were found: neither in the environment nor in a profile, and the metadata service (IMDS) gives none".to_owned()
        }
        CredentialsError::CredentialsNotLoaded(_) if innermost.contains("was not enabled") => {
            "the profile has no credentials".to_owned()
        }
        CredentialsError::ProviderTimedOut(_) => format!("the credentials did not come in time: {innermost}"),
        CredentialsError::InvalidConfiguration(_) | CredentialsError::CredentialsNotLoaded(_) => {
            format!("the credentials are not set up: {innermost}")
        }
        _ => format!("the credentials could not be loaded: {innermost}"),
    };
    (FailureKind::Credentials, message)
}

/// An error and its causes.
pub(crate) fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The first of a type among an error and its causes.
fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    chain(error).find_map(<dyn Error>::downcast_ref::<T>)
}

/// The last cause. The outer ones only say that something failed, and may hold the request.
fn innermost<'e>(error: &'e (dyn Error + 'static)) -> &'e (dyn Error + 'static) {
    chain(error).last().unwrap_or(error)
}
