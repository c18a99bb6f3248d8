//! How long a call is tried before it has failed.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_sts::config::interceptors::InterceptorContext;
use aws_sdk_sts::config::retry::{ClassifyRetry, RetryAction};

use super::failure::chain;

/// How often a call is tried: enough for one in three to be throttled or cut without a command noticing.
const ATTEMPTS: u32 = 12;

/// How often somebody is tried who has never answered.
const STRANGERS: u32 = 3;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// How long one attempt may take. The slowest calls of the services used here take some seconds.
const ATTEMPT: Duration = Duration::from_secs(20);

/// How long a call may take with all its attempts. Whoever listens without ever answering costs this.
const CALL: Duration = Duration::from_secs(150);

/// How a call of a command is tried.
pub(super) fn retries() -> RetryConfig {
    RetryConfig::adaptive().with_max_attempts(ATTEMPTS).with_max_backoff(Duration::from_secs(8))
}

/// How long a call of a command may take.
pub(crate) fn call_timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(CALL)
        .build()
}

/// How a call that carries data is tried.
pub(super) fn data_retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(ATTEMPTS).with_max_backoff(Duration::from_secs(8))
}

/// How long a call may take that moves data: a part of a file over a slow line takes minutes. Connections on which
/// nothing moves are ended by the SDK's own protection against stalled streams.
pub(super) fn data_timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(Duration::from_mins(20))
        .operation_timeout(Duration::from_hours(2))
        .build()
}

/// How a call is tried by whoever asks many questions and can do without an answer.
pub(super) fn short_retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(ATTEMPTS)
        .with_initial_backoff(Duration::from_millis(100))
        .with_max_backoff(Duration::from_secs(1))
}

/// How long such a call may take.
pub(super) fn short_timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(4))
        .operation_attempt_timeout(Duration::from_secs(8))
        .operation_timeout(Duration::from_secs(16))
        .build()
}

/// Stops trying when nobody has ever answered: a wrong address does not get better, and a machine without a network is
/// told so within seconds. Whoever has answered once is tried as often as any other call.
#[derive(Clone, Debug, Default)]
pub(super) struct Strangers {
    known: Arc<AtomicBool>,
    failed: Arc<AtomicU32>,
}

impl ClassifyRetry for Strangers {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        if context.response().is_some() {
            self.known.store(true, Ordering::Relaxed);
            return RetryAction::NoActionIndicated;
        }
        let Some(Err(error)) = context.output_or_error() else { return RetryAction::NoActionIndicated };
        let connection = error.as_connector_error();
        let is_stranger = error.is_timeout_error() || connection.is_some_and(|error| is_about_the_way(error));
        if self.known.load(Ordering::Relaxed) || !is_stranger {
            return RetryAction::NoActionIndicated;
        }
        if self.failed.fetch_add(1, Ordering::Relaxed) + 1 < STRANGERS {
            RetryAction::NoActionIndicated
        } else {
            RetryAction::RetryForbidden
        }
    }

    fn name(&self) -> &'static str {
        "strangers"
    }
}

/// Whether there is no way to the other side at all; a connection that is lost is something else.
fn is_about_the_way(error: &(dyn Error + 'static)) -> bool {
    chain(error).any(|error| error.to_string().starts_with("client error (Connect)"))
}
