//! Finding out what deploying would do, with a change set.

use std::time::Duration;

use serde::Serialize;

use super::calls::{Calls, token};
use super::request::{PREFIX, Request, Sent};
use super::status::Stack;
use super::{Cause, ChangeSet, FollowOptions, Plan, explain, remedies};
use crate::Remedy;
use crate::aws::{Failure, FailureKind, Session};
use crate::operation::{Cancelled, Emitter, Operation};
use crate::template::{INLINE_LIMIT, Template};

/// What can be seen while a change set is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PrepareEvent {
    /// AWS was asked to find out what would change.
    ChangeSetMade {
        /// The name of the change set.
        name: String,
    },
    /// An earlier run had asked the same.
    ChangeSetFound {
        /// The name of the change set.
        name: String,
    },
    /// A change set that an earlier run left, or that would do nothing, was removed.
    ChangeSetRemoved {
        /// The name of the change set.
        name: String,
    },
}

/// What deploying would do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Prepared {
    /// Nothing: the stack is what it is wanted to be.
    Nothing(Box<Stack>),
    /// What the plan says.
    Ready(Box<Ready>),
    /// AWS is at work on the stack. Follow it, then prepare again.
    Busy(Box<Stack>),
    /// The stack was never made, or could not be deleted, and has to be deleted before another one takes its name.
    LeftOver(Box<Stack>, Option<Box<Cause>>),
}

/// A change set that can be executed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ready {
    /// What it would do.
    pub plan: Plan,
    /// The change set.
    pub change_set: ChangeSet,
    /// The stack as it is, unless there is none yet.
    pub before: Option<Stack>,
}

/// What would change cannot be found out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrepareError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// AWS does not take the template or its parameters.
    #[error("CloudFormation refuses this: {0}")]
    Refused(String),
    /// The template is too long to be sent with a call.
    #[error("the template has {0} bytes, and CloudFormation takes {INLINE_LIMIT} with a call")]
    TooLong(usize),
    /// A parameter is given that the template does not have.
    #[error("the template has no parameter `{0}`")]
    UnknownParameter(String),
    /// An update went wrong, and so did taking it back.
    #[error("the stack `{}` is {}: {}", .0.name, .0.status, .1.as_deref().map_or_else(|| "an update could not be taken back".to_owned(), ToString::to_string))]
    Stuck(Box<Stack>, Option<Box<Cause>>),
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Remedy for PrepareError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) => failure.help(),
            Self::Refused(reason) => remedies::remedy_of_text(reason),
            Self::TooLong(_) => {
                Some("move parts of it into nested stacks, or take its comments out".to_owned())
            }
            Self::UnknownParameter(_) => {
                Some("`pclusterctl infra template` prints the template with its parameters".to_owned())
            }
            Self::Stuck(stack, cause) => Some(remedies::remedy_of_stuck(&stack.name, cause.as_deref())),
            Self::Cancelled(_) => None,
        }
    }
}

/// Finds out what deploying would do. The change set stays: [`execute`](super::execute) it, or
/// [`discard`](super::discard) it.
pub fn prepare(
    session: &Session,
    request: Request,
    options: FollowOptions,
) -> Operation<PrepareEvent, Prepared, PrepareError> {
    let (calls, region) = (Calls::new(session), session.region().to_owned());
    Operation::start(|emitter| async move { Work { calls, region, request, options, emitter }.run().await })
}

struct Work {
    calls: Calls,
    region: String,
    request: Request,
    options: FollowOptions,
    emitter: Emitter<PrepareEvent>,
}

impl Work {
    async fn run(self) -> Result<Prepared, PrepareError> {
        if let Some(name) =
            self.request.parameters.keys().find(|name| self.request.template.parameter(name).is_none())
        {
            return Err(PrepareError::UnknownParameter(name.clone()));
        }
        if !self.request.template.fits_inline() {
            return Err(PrepareError::TooLong(self.request.template.text.len()));
        }
        let found = self.calls.stack(&self.request.stack).await?;
        if let Some(stack) = &found {
            if stack.status.is_busy() {
                return Ok(Prepared::Busy(Box::new(stack.clone())));
            }
            if stack.status.is_left_over() {
                return Ok(Prepared::LeftOver(
                    Box::new(stack.clone()),
                    self.cause(stack).await?.map(Box::new),
                ));
            }
            if stack.status.is_stuck() {
                return Err(PrepareError::Stuck(
                    Box::new(stack.clone()),
                    self.cause(stack).await?.map(Box::new),
                ));
            }
        }
        let before = found.as_ref().filter(|stack| !stack.status.is_review());
        let name = self.request.change_set_name(before);
        if let Some(stack) = &found {
            self.remove_stale(stack, &name).await?;
        }
        let described = self.change_set(before, found.as_ref(), &name).await?;
        if described.execution == "EXECUTE_IN_PROGRESS"
            && let Some(stack) = self.calls.stack(&described.stack_id).await?
        {
            return Ok(Prepared::Busy(Box::new(stack)));
        }
        if described.status == "FAILED" {
            self.remove(&described).await?;
            return match found {
                Some(stack) if described.is_empty() => Ok(Prepared::Nothing(Box::new(stack))),
                _ => Err(PrepareError::Refused(described.reason.unwrap_or_default())),
            };
        }
        let deployed = match before {
            Some(stack) => Template::parse(&*stack.name, self.calls.template(&stack.id).await?).ok(),
            None => None,
        };
        let plan = Plan::of(&self.request, &self.region, before, deployed.as_ref(), &described);
        Ok(Prepared::Ready(Box::new(Ready { plan, before: before.cloned(), change_set: described })))
    }

    /// Why a stack is what it is.
    async fn cause(&self, stack: &Stack) -> Result<Option<Cause>, PrepareError> {
        Ok(explain(&super::describe::last_operation(&self.calls, stack).await?))
    }

    /// Removes the change sets that earlier runs of ours left, except for the one that is wanted now.
    async fn remove_stale(&self, stack: &Stack, wanted: &str) -> Result<(), PrepareError> {
        for listed in self.calls.change_sets(&stack.id).await? {
            let at_work = listed.execution == "EXECUTE_IN_PROGRESS";
            if listed.name.starts_with(PREFIX) && listed.name != wanted && !at_work {
                self.calls.delete_change_set(&stack.id, &listed.name).await?;
                self.emitter.emit(PrepareEvent::ChangeSetRemoved { name: listed.name }).await;
            }
        }
        Ok(())
    }

    /// The change set of this name, made if it is not there, once AWS knows what it would do.
    async fn change_set(
        &self,
        before: Option<&Stack>,
        found: Option<&Stack>,
        name: &str,
    ) -> Result<ChangeSet, PrepareError> {
        let stack = found.map_or(self.request.stack.as_str(), |stack| stack.id.as_str());
        let secret = self.request.parameters.keys().any(|parameter| self.request.is_secret(parameter));
        let mut made = false;
        if found.is_some()
            && let Some(existing) = self.calls.change_set(stack, name).await?
        {
            // One that was made for an earlier state of the stack is of no use, nor is one with a secret in it that cannot
            // be compared.
            let usable = existing.is_pending() || existing.execution == "EXECUTE_IN_PROGRESS";
            if usable || (existing.execution == "AVAILABLE" && !secret) {
                made = true;
                self.emitter.emit(PrepareEvent::ChangeSetFound { name: name.to_owned() }).await;
            } else {
                self.calls.delete_change_set(stack, name).await?;
            }
        }
        if !made {
            self.create(before, name).await?;
            self.emitter.emit(PrepareEvent::ChangeSetMade { name: name.to_owned() }).await;
        }
        let mut wait = self.options.shortest.min(Duration::from_secs(1));
        loop {
            match self.calls.change_set(&self.request.stack, name).await? {
                Some(described) if !described.is_pending() => return Ok(described),
                // What was made a moment ago may not be seen yet.
                _ => self.emitter.sleep(wait).await?,
            }
            wait = (wait * 3 / 2).min(self.options.longest);
        }
    }

    async fn create(&self, before: Option<&Stack>, name: &str) -> Result<(), PrepareError> {
        use aws_sdk_cloudformation::types::{self as sdk, ChangeSetType, Parameter, Tag};
        let request = &self.request;
        let kind = if before.is_some() { ChangeSetType::Update } else { ChangeSetType::Create };
        let parameters = request.sent(before).into_iter().map(|(parameter, sent)| match sent {
            Sent::Value(value) => {
                Parameter::builder().parameter_key(parameter).parameter_value(value).build()
            }
            Sent::Previous => Parameter::builder().parameter_key(parameter).use_previous_value(true).build(),
        });
        let tags = request
            .all_tags(before)
            .into_iter()
            .map(|(key, value)| Tag::builder().key(key).value(value).build());
        let capabilities =
            request.template.capabilities.iter().map(|capability| sdk::Capability::from(capability.name()));
        let nesting =
            request.template.resources.iter().any(|resource| resource.kind == super::event::STACK_TYPE);
        let answer = self
            .calls
            .client
            .create_change_set()
            .stack_name(&request.stack)
            .change_set_name(name)
            .change_set_type(kind)
            .description(concat!("pclusterctl ", env!("CARGO_PKG_VERSION")))
            .template_body(&request.template.text)
            .set_parameters(Some(parameters.collect()))
            .set_capabilities(Some(capabilities.collect()))
            .set_tags(Some(tags.collect()))
            .set_include_nested_stacks(nesting.then_some(true))
            .client_token(token(name))
            .send()
            .await;
        match answer.map_err(|error| Failure::of("cloudformation", "CreateChangeSet", &error)) {
            // Another run was faster.
            Err(failure) if failure.kind == FailureKind::Exists => Ok(()),
            Err(failure) if failure.kind == FailureKind::Invalid => {
                Err(PrepareError::Refused(failure.message))
            }
            Err(failure) => Err(failure.into()),
            Ok(_) => Ok(()),
        }
    }

    /// Removes a change set that cannot be executed, and the stack that has nothing but it.
    async fn remove(&self, described: &ChangeSet) -> Result<(), PrepareError> {
        super::execute::take_away(&self.calls, described).await?;
        self.emitter.emit(PrepareEvent::ChangeSetRemoved { name: described.name.clone() }).await;
        Ok(())
    }
}
