//! Whether this machine and this account have what is needed: questions without side effects, each with an answer and
//! with what to do where it is not the right one.
//!
//! All questions are asked at once, and each has its time. What depends on another answer, as everything in the account
//! depends on credentials, is left out with the reason when that one is wrong.

mod account;
mod check;
mod identity;
mod path;
mod permissions;
mod policies;
mod probes;
mod region;
mod tools;

use std::ffi::OsString;
use std::future::Future;
use std::time::Duration;

use crate::aws::{Identity, Session, SessionOptions};
use crate::operation::{Cancelled, Emitter, Operation};

pub use check::{Area, Check, Diagnosis, State};

/// How long one question may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is looked at.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DoctorOptions {
    /// The way to AWS.
    pub session: SessionOptions,
    /// The stack whose state is told.
    pub stack: String,
    /// The repository of the training image, in which it is asked what may be done.
    pub repository: String,
    /// The bucket, where it is another one than that of the account.
    pub bucket: Option<String>,
    /// Where programs are looked for: the value of `PATH`.
    pub path: Option<OsString>,
    /// Whether AWS is left alone.
    pub offline: bool,
}

impl DoctorOptions {
    /// Everything with the usual names.
    pub fn new() -> Self {
        Self {
            stack: crate::stack::DEFAULT_NAME.to_owned(),
            repository: crate::image::DEFAULT_REPOSITORY.to_owned(),
            ..Self::default()
        }
    }
}

/// Looks at everything. An event is a check that has been made, in the order of their ends; the outcome has them in the
/// order in which a person reads them.
pub fn examine(options: DoctorOptions) -> Operation<Check, Diagnosis, Cancelled> {
    Operation::start(|emitter| async move {
        let cancel = emitter.cancellation().clone();
        tokio::select! {
            () = cancel.cancelled() => Err(Cancelled),
            checks = all(&options, &emitter) => Ok(Diagnosis::of(checks)),
        }
    })
}

/// Tells checks as they are made.
pub(crate) struct Teller<'e> {
    emitter: &'e Emitter<Check>,
}

impl Teller<'_> {
    /// Waits for the answer to a question, but not for ever.
    async fn ask(&self, area: Area, name: &'static str, question: impl Future<Output = Check>) -> Vec<Check> {
        // The futures of the SDK are large: all of them in one would be too much for a stack.
        let check = tokio::time::timeout(PATIENCE, Box::pin(question)).await.unwrap_or_else(|_| {
            Check::new(area, name).failed(format!("no answer within {} seconds", PATIENCE.as_secs()))
        });
        self.tell(check).await
    }

    async fn tell(&self, check: Check) -> Vec<Check> {
        self.emitter.emit(check.clone()).await;
        vec![check]
    }
}

async fn all(options: &DoctorOptions, emitter: &Emitter<Check>) -> Vec<Check> {
    let teller = Teller { emitter };
    let (tools, account) =
        tokio::join!(Box::pin(tools::all(&teller, options.path.as_deref())), Box::pin(aws(options, &teller)));
    [account, tools].concat()
}

/// The way to AWS, and what is behind it.
async fn aws(options: &DoctorOptions, teller: &Teller<'_>) -> Vec<Check> {
    let session = Session::load(&options.session).await;
    let mut checks = teller.tell(region::check(&options.session, &session)).await;
    let session = match session {
        Ok(session) => session.hurried(),
        Err(_) => return [checks, skipped(teller, "not asked: what is above comes first").await].concat(),
    };
    checks.extend(teller.tell(path::check(&session)).await);
    if options.offline {
        checks.extend(skipped(teller, "not asked: offline").await);
        return checks;
    }
    let credentials = teller.ask(Area::Way, "credentials", identity::credentials(&session)).await;
    let usable = credentials.iter().all(|check| check.state != State::Failed);
    checks.extend(credentials);
    if !usable {
        checks.extend(left_out(teller, &UNKNOWN[1..], "not asked: there are no credentials").await);
        return checks;
    }
    let (told, identity) = Box::pin(identity::identity(&session)).await;
    for check in told {
        checks.extend(teller.tell(check).await);
    }
    match identity {
        Some(identity) => checks.extend(Box::pin(behind(options, teller, &session, &identity)).await),
        None => checks.extend(
            left_out(teller, &UNKNOWN[3..], "not asked: nobody knows whose credentials these are").await,
        ),
    }
    checks
}

/// What is in the account, and what may be done there.
async fn behind(
    options: &DoctorOptions,
    teller: &Teller<'_>,
    session: &Session,
    identity: &Identity,
) -> Vec<Check> {
    let bucket = options.bucket.clone().unwrap_or_else(|| {
        crate::bucket::BucketName::of_account(&identity.account, session.region()).as_str().to_owned()
    });
    let (stack, bucket_state, read, write) = tokio::join!(
        teller.ask(Area::Account, "stack", account::stack(session, &options.stack)),
        teller.ask(Area::Account, "bucket", account::bucket(session, &bucket, &identity.account)),
        Box::pin(probes::all(teller, session)),
        Box::pin(permissions::all(teller, session, identity, options, &bucket)),
    );
    [read, write, stack, bucket_state].concat()
}

/// What cannot be known without a way to AWS.
const UNKNOWN: [(Area, &str); 5] = [
    (Area::Way, "credentials"),
    (Area::Way, "identity"),
    (Area::Way, "clock"),
    (Area::Permissions, "permissions"),
    (Area::Account, "account"),
];

async fn skipped(teller: &Teller<'_>, reason: &str) -> Vec<Check> {
    left_out(teller, &UNKNOWN, reason).await
}

async fn left_out(teller: &Teller<'_>, what: &[(Area, &'static str)], reason: &str) -> Vec<Check> {
    let mut checks = Vec::new();
    for (area, name) in what {
        checks.extend(teller.tell(Check::new(*area, name).skipped(reason)).await);
    }
    checks
}
