//! Deleting a stack.

use serde::Serialize;

use super::calls::{Calls, token};
use super::event::FollowEvent;
use super::follow::{FollowError, FollowOptions, Watch, marker};
use super::retained::{Resource, Retained};
use super::status::Stack;
use super::{Cause, remedies};
use crate::Remedy;
use crate::aws::{Failure, FailureKind, Session};
use crate::operation::{Cancelled, Operation};
use crate::template::{DeletionPolicy, Template};

/// What deleting a stack would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct DeletionPlan {
    /// The stack.
    pub stack: Stack,
    /// What would be deleted.
    pub deleted: Vec<Resource>,
    /// What would stay, as a whole or as a backup, in an order in which it can be deleted.
    pub retained: Vec<Retained>,
    /// The template that the stack was made of, if it can be read.
    #[serde(skip)]
    pub template: Option<Template>,
}

/// A stack is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Deleted {
    /// Its name.
    pub stack: String,
    /// Its ARN, by which AWS knows it for 90 days.
    pub stack_id: String,
    /// How long it took, in seconds.
    pub seconds: u64,
}

/// A stack cannot be deleted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeleteError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// It is protected.
    #[error("the stack `{0}` is protected from being deleted")]
    Protected(String),
    /// AWS does not begin to delete it.
    #[error("CloudFormation refuses this: {0}")]
    Refused(String),
    /// Something went wrong.
    #[error("the stack `{}` is {}: {}", .0.name, .0.status, .1.as_deref().map_or_else(|| .0.reason.clone().unwrap_or_default(), ToString::to_string))]
    Failed(Box<Stack>, Option<Box<Cause>>),
    /// It was told to stop; AWS goes on.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Remedy for DeleteError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) => failure.help(),
            Self::Protected(_) => Some("add `--unprotect` if it is to go all the same".to_owned()),
            Self::Refused(reason) => remedies::remedy_of_text(reason),
            Self::Failed(_, cause) => cause.as_ref()?.help.clone(),
            Self::Cancelled(_) => None,
        }
    }
}

impl From<FollowError> for DeleteError {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Call(failure) => Self::Call(failure),
            FollowError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            FollowError::Missing(stack) => Self::Refused(format!("there is no stack `{stack}`")),
        }
    }
}

impl DeletionPlan {
    fn of(stack: Stack, resources: Vec<Resource>, template: Option<Template>) -> Self {
        let (mut deleted, mut retained) = (Vec::new(), Vec::new());
        for resource in resources {
            let never_made = resource.physical_id.is_empty() && resource.status.is_failure();
            if resource.status.is_deleted() || never_made {
                continue;
            }
            let known = template.as_ref().and_then(|template| template.resource(&resource.resource));
            match known.map_or(DeletionPolicy::Delete, |known| known.deletion_policy) {
                DeletionPolicy::Delete => deleted.push(resource),
                retention => retained.push(Retained::new(resource, retention)),
            }
        }
        retained.sort_by_key(Retained::order);
        Self { stack, deleted, retained, template }
    }
}

/// Finds out what deleting a stack would do, by the template that it was made of; `None` if there is no stack.
pub async fn plan_deletion(session: &Session, stack: &str) -> Result<Option<DeletionPlan>, Failure> {
    let calls = Calls::new(session);
    let Some(stack) = calls.stack(stack).await?.filter(|stack| !stack.status.is_deleted()) else {
        return Ok(None);
    };
    if stack.status.is_review() {
        return Ok(Some(DeletionPlan::of(stack, Vec::new(), None)));
    }
    let text = calls.template(&stack.id).await?;
    let template = Template::parse(&*stack.name, text).ok();
    let resources = calls.resources(&stack.id).await?;
    Ok(Some(DeletionPlan::of(stack, resources, template)))
}

/// Deletes a stack and follows that to the end. Stopping this does not stop AWS. A stack that is being deleted is only
/// followed, and one that AWS is at work on otherwise is waited for.
pub fn delete(
    session: &Session,
    stack: &Stack,
    options: FollowOptions,
) -> Operation<FollowEvent, Deleted, DeleteError> {
    let (calls, mut stack) = (Calls::new(session), stack.clone());
    Operation::start(|emitter| async move {
        let gone = |stack: &Stack, seconds| Deleted {
            stack: stack.name.clone(),
            stack_id: stack.id.clone(),
            seconds,
        };
        if must_end_first(&stack) {
            stack = Watch::new(calls.clone(), stack, options).run(&emitter).await?.stack;
        }
        if stack.protected {
            return Err(DeleteError::Protected(stack.name));
        }
        let known = if stack.status.as_str() == "DELETE_IN_PROGRESS" {
            None
        } else {
            let known = marker(&calls, &stack.id).await?;
            emitter.check()?;
            match calls.delete_stack(&stack.id, &token("pclusterctl-delete")).await {
                Err(failure) if failure.kind == FailureKind::Invalid => return Err(refused(&stack, failure)),
                answer => answer?,
            }
            Some(known)
        };
        let Some(current) = calls.stack(&stack.id).await? else { return Ok(gone(&stack, 0)) };
        let watch = match known {
            Some(known) => Watch::after(calls, current, options, known),
            None => Watch::new(calls, current, options),
        };
        let followed = watch.run(&emitter).await?;
        if followed.stack.status.is_deleted() {
            Ok(gone(&followed.stack, followed.seconds))
        } else {
            Err(DeleteError::Failed(Box::new(followed.stack), followed.cause.map(Box::new)))
        }
    })
}

/// Whether AWS has to be done with something else first. A creation can be stopped.
fn must_end_first(stack: &Stack) -> bool {
    let stoppable = ["CREATE_IN_PROGRESS", "DELETE_IN_PROGRESS"].contains(&stack.status.as_str());
    stack.status.is_busy() && !stoppable
}

fn refused(stack: &Stack, failure: Failure) -> DeleteError {
    if failure.message.contains("TerminationProtection") {
        DeleteError::Protected(stack.name.clone())
    } else {
        DeleteError::Refused(failure.message)
    }
}
