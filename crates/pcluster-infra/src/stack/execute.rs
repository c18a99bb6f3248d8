//! Doing what a change set says, or taking it away.

use super::calls::{Calls, token};
use super::event::FollowEvent;
use super::follow::{FollowError, FollowOptions, Followed, Watch, marker};
use super::prepare::Ready;
use super::status::Stack;
use super::{Cause, ChangeSet, PlanAction, remedies};
use crate::Remedy;
use crate::aws::{Failure, Session};
use crate::operation::{Cancelled, Operation};

/// A stack that is what it was wanted to be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deployed {
    /// The stack.
    pub stack: Stack,
    /// How long it took, in seconds.
    pub seconds: u64,
}

/// A stack did not become what it was wanted to be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExecuteError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// The stack is not there any more.
    #[error("the stack `{0}` is gone: somebody deleted it")]
    Gone(String),
    /// Something went wrong.
    #[error("the stack `{}` is {}: {}", .0.name, .0.status, reason(.0, .1.as_deref()))]
    Failed(Box<Stack>, Option<Box<Cause>>),
    /// It was told to stop; AWS goes on.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Remedy for ExecuteError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) => failure.help(),
            Self::Failed(stack, cause) if stack.status.is_stuck() => {
                Some(remedies::remedy_of_stuck(&stack.name, cause.as_deref()))
            }
            Self::Failed(_, cause) => cause.as_ref()?.help.clone(),
            Self::Gone(_) | Self::Cancelled(_) => None,
        }
    }
}

impl ExecuteError {
    /// What became of a stack, unless it is what was wanted.
    pub fn of(followed: &Followed) -> Option<Self> {
        let stack = &followed.stack;
        if stack.status.is_deleted() {
            return Some(Self::Gone(stack.name.clone()));
        }
        let cause = followed.cause.clone().map(Box::new);
        (!stack.status.is_success()).then(|| Self::Failed(Box::new(stack.clone()), cause))
    }
}

impl From<FollowError> for ExecuteError {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Call(failure) => Self::Call(failure),
            FollowError::Missing(stack) => Self::Gone(stack),
            FollowError::Cancelled(cancelled) => Self::Cancelled(cancelled),
        }
    }
}

/// Executes a change set and follows the stack to the end. Stopping this does not stop AWS.
///
/// What a creation that fails has made is removed, also what would be kept later: nothing is in it yet.
pub fn execute(
    session: &Session,
    ready: Ready,
    options: FollowOptions,
) -> Operation<FollowEvent, Deployed, ExecuteError> {
    let calls = Calls::new(session);
    Operation::start(|emitter| async move {
        let ChangeSet { id, name, stack_id, .. } = &ready.change_set;
        let known = marker(&calls, stack_id).await?;
        emitter.check()?;
        let call = calls.client.execute_change_set().stack_name(stack_id).change_set_name(id);
        let call = call.client_request_token(token(name));
        let new = ready.plan.action == PlanAction::Create;
        let answer = call.set_retain_except_on_create(new.then_some(true)).send().await;
        if let Err(error) = answer {
            let failure = Failure::of("cloudformation", "ExecuteChangeSet", &error);
            // A lost answer, or another run: what matters is that AWS does it.
            let executed = calls
                .change_set(stack_id, id)
                .await?
                .is_some_and(|set| set.execution.starts_with("EXECUTE_"));
            if !executed {
                return Err(failure.into());
            }
        }
        let stack =
            calls.stack(stack_id).await?.ok_or_else(|| ExecuteError::Gone(ready.plan.stack.clone()))?;
        let followed = Watch::after(calls, stack, options, known).run(&emitter).await?;
        match ExecuteError::of(&followed) {
            Some(error) => Err(error),
            None => Ok(Deployed { stack: followed.stack, seconds: followed.seconds }),
        }
    })
}

/// Takes a change set away without executing it, and the stack that consists of nothing else.
pub async fn discard(session: &Session, ready: &Ready) -> Result<(), Failure> {
    take_away(&Calls::new(session), &ready.change_set).await
}

/// Deletes a change set, and the stack that consists of nothing else.
pub(super) async fn take_away(calls: &Calls, change_set: &ChangeSet) -> Result<(), Failure> {
    let ChangeSet { id, name, stack_id, .. } = change_set;
    calls.delete_change_set(stack_id, id).await?;
    let review = calls.stack(stack_id).await?.is_some_and(|stack| stack.status.is_review());
    if review && calls.change_sets(stack_id).await?.iter().all(|listed| listed.name == *name) {
        calls.delete_stack(stack_id, &token(name)).await?;
    }
    Ok(())
}

fn reason(stack: &Stack, cause: Option<&Cause>) -> String {
    let said = || stack.reason.clone().unwrap_or_else(|| "AWS does not say why".to_owned());
    cause.map_or_else(said, ToString::to_string)
}

/// Switches termination protection of a stack on. Doing it twice does no harm.
pub async fn protect(session: &Session, stack: &str) -> Result<(), Failure> {
    Calls::new(session).protect(stack, true).await
}

/// Switches termination protection of a stack off. Doing it twice does no harm.
pub async fn unprotect(session: &Session, stack: &str) -> Result<(), Failure> {
    Calls::new(session).protect(stack, false).await
}
