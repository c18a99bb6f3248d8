//! Who calls, until when, and by which clock.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_sts::config::interceptors::BeforeDeserializationInterceptorContextRef;
use aws_sdk_sts::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_sts::error::BoxError;
use aws_sdk_sts::primitives::{DateTime, DateTimeFormat};

use crate::aws::{Failure, FailureKind, Identity, Session, redacted};

use super::{Area, Check};

/// A stack takes up to 20 minutes, a cluster up to 35; credentials that end before may leave one half made.
const SHORT: Duration = Duration::from_hours(1);

/// From here AWS refuses a signature: 5 minutes, 15 for S3 (Signature Version 4).
const REFUSED: u64 = 5 * 60;

/// A clock that is set by the network is closer than this.
const UNSET: u64 = 30;

/// Whether there are credentials, and how long they last.
pub(super) async fn credentials(session: &Session) -> Check {
    let check = Check::new(Area::Way, "credentials");
    let Some(provider) = session.credentials() else {
        return check.failed("no credentials for AWS were found");
    };
    match provider.provide_credentials().await {
        Ok(credentials) => {
            let left =
                credentials.expiry().map(|end| end.duration_since(SystemTime::now()).unwrap_or_default());
            // A key id that is not of AWS's own form may be anything, such as a secret in the wrong place.
            let id = redacted(credentials.access_key_id());
            let id =
                if id.starts_with("AKIA...") || id.starts_with("ASIA...") { id } else { "found".to_owned() };
            of_time(check, &id, left)
        }
        Err(error) => check.failure(&Failure::of_credentials(&error)),
    }
}

fn of_time(check: Check, id: &str, left: Option<Duration>) -> Check {
    match left {
        None => check.ok(format!("{id}, without an end")),
        Some(left) if left.is_zero() => check
            .failed(format!("{id} has expired"))
            .help("sign in again (`aws sso login` with IAM Identity Center)"),
        Some(left) if left < SHORT => check
            .warning(format!("{id}, for another {} minutes", left.as_secs() / 60))
            .help("sign in again before longer work: a stack takes up to 20 minutes, a cluster up to 35"),
        Some(left) => check.ok(format!("{id}, for another {} hours", left.as_secs() / 3600)),
    }
}

/// Whose credentials these are, and how far the clocks are apart.
pub(super) async fn identity(session: &Session) -> (Vec<Check>, Option<Identity>) {
    let date = SeenDate::default();
    let call = session.sts().get_caller_identity().customize().interceptor(date.clone()).send();
    let answer = call.await.map_err(|error| Failure::of("sts", "GetCallerIdentity", &error));
    let clock = of_skew(Check::new(Area::Way, "clock"), date.skew());
    let check = Check::new(Area::Way, "identity");
    match answer {
        Ok(answer) => {
            let identity = Identity {
                account: answer.account().unwrap_or_default().to_owned(),
                arn: answer.arn().unwrap_or_default().to_owned(),
            };
            (vec![of_arn(check, &identity), clock], Some(identity))
        }
        Err(failure) => {
            let mut check = check.failure(&failure);
            if failure.kind == FailureKind::Credentials {
                check = check.help("see whether the access key still exists and is active (AWS console, IAM), whether temporary credentials have their session token, and whether the account has enabled the region");
            }
            (vec![check, clock], None)
        }
    }
}

fn of_arn(check: Check, identity: &Identity) -> Check {
    if identity.arn.ends_with(":root") {
        return check
            .warning(format!("the root user of account {}", identity.account))
            .help("use a role or a user: the root user may do everything and cannot be limited");
    }
    check.ok(format!("{} of account {}", identity.arn, identity.account))
}

fn of_skew(check: Check, skew: Option<i64>) -> Check {
    let Some(skew) = skew else { return check.skipped("nobody has told the time") };
    let (seconds, way) = (skew.unsigned_abs(), if skew > 0 { "behind" } else { "ahead of" });
    let help = "set the clock of this machine (`chronyc makestep` or `timedatectl set-ntp true`): AWS refuses calls from 5 minutes away";
    match seconds {
        0..=UNSET => check.ok("that of AWS"),
        seconds if seconds < REFUSED => check.warning(format!("{seconds} seconds {way} AWS")).help(help),
        seconds => check.failed(format!("{} minutes {way} AWS", seconds / 60)).help(help),
    }
}

/// Keeps the difference between the `Date` of an answer and the clock of this machine, in seconds.
#[derive(Clone, Debug, Default)]
struct SeenDate(Arc<Mutex<Option<i64>>>);

impl SeenDate {
    fn skew(&self) -> Option<i64> {
        self.0.lock().ok().and_then(|skew| *skew)
    }
}

impl Intercept for SeenDate {
    fn name(&self) -> &'static str {
        "seen date"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let date = context.response().headers().get("date");
        let date = date.and_then(|date| DateTime::from_str(date, DateTimeFormat::HttpDate).ok());
        let now = DateTime::from(SystemTime::now());
        if let (Some(date), Ok(mut skew)) = (date, self.0.lock()) {
            *skew = Some(date.secs() - now.secs());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    #[test]
    fn clocks_are_judged() {
        let judged = |skew| of_skew(Check::new(Area::Way, "clock"), skew);
        assert_eq!(judged(Some(2)).state, State::Ok);
        assert_eq!(
            (judged(Some(-90)).state, judged(Some(-90)).found.as_str()),
            (State::Warning, "90 seconds ahead of AWS")
        );
        assert_eq!(
            (judged(Some(900)).state, judged(Some(900)).found.as_str()),
            (State::Failed, "15 minutes behind AWS")
        );
        assert_eq!(judged(None).state, State::Skipped);
    }

    #[test]
    fn credentials_that_end_soon_are_told() {
        let judged = |left| of_time(Check::new(Area::Way, "credentials"), "ASIA...MPLE", left);
        assert_eq!(judged(None).found, "ASIA...MPLE, without an end");
        assert_eq!(judged(Some(Duration::ZERO)).state, State::Failed);
        assert_eq!(judged(Some(Duration::from_mins(10))).found, "ASIA...MPLE, for another 10 minutes");
        assert_eq!(judged(Some(Duration::from_secs(7300))).found, "ASIA...MPLE, for another 2 hours");
    }

    #[test]
    fn the_root_user_is_told() {
        let identity =
            Identity { account: "123456789012".into(), arn: "arn:aws:iam::123456789012:root".into() };
        assert_eq!(of_arn(Check::new(Area::Way, "identity"), &identity).state, State::Warning);
    }
}
