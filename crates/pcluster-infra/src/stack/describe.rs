//! What a stack is now.

use serde::Serialize;

use super::calls::Calls;
use super::event::ResourceEvent;
use super::retained::Resource;
use super::status::Stack;
use super::{Cause, Moment, Progress, Step, explain, remedies};
use crate::aws::{Failure, Session};
use crate::template::Template;

/// What a stack is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Report {
    /// The stack.
    #[serde(flatten)]
    pub stack: Stack,
    /// Since when it has had its status, if AWS says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
    /// Its resources.
    pub resources: Vec<Resource>,
    /// Why the last thing that was asked of it failed, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
}

/// A stack by its name; `None` if there is none.
pub async fn find(session: &Session, stack: &str) -> Result<Option<Stack>, Failure> {
    Calls::new(session).stack(stack).await
}

/// Looks at a stack; `None` if there is none.
pub async fn describe(session: &Session, stack: &str) -> Result<Option<Report>, Failure> {
    let calls = Calls::new(session);
    let Some(stack) = calls.stack(stack).await? else { return Ok(None) };
    let resources = if stack.status.is_review() { Vec::new() } else { calls.resources(&stack.id).await? };
    let (latest, _) = calls.events(&stack.id, None).await?;
    let current = latest.iter().find(|event| event.is_of_stack() && event.status == stack.status);
    let since = current.map(|event| event.time);
    let mut cause =
        if stack.status.is_failure() { explain(&last_operation(&calls, &stack).await?) } else { None };
    if stack.status.is_stuck()
        && let Some(cause) = &mut cause
    {
        cause.help = Some(remedies::remedy_of_stuck(&stack.name, Some(cause)));
    }
    Ok(Some(Report { stack, since, resources, cause }))
}

/// The progress of work on a stack that somebody else began, counted by the template that the stack was made of.
pub async fn progress(session: &Session, stack: &Stack, step: Step) -> Result<Progress, Failure> {
    let text = Calls::new(session).template(&stack.id).await?;
    let template = Template::parse(&*stack.name, text);
    Ok(template.map(|template| Progress::of_template(&template, step)).unwrap_or_default())
}

/// The events of the last thing that was asked of a stack, with those of the stacks nested in it.
pub(super) async fn last_operation(calls: &Calls, stack: &Stack) -> Result<Vec<ResourceEvent>, Failure> {
    let mut events: Vec<ResourceEvent> = Vec::new();
    let mut page = None;
    let since = loop {
        let (latest, next) = calls.events(&stack.id, page).await?;
        let began = latest.iter().position(ResourceEvent::starts_operation);
        events.extend(latest.into_iter().take(began.map_or(usize::MAX, |index| index + 1)));
        page = next;
        if began.is_some() || page.is_none() {
            break events.last().map(|event| event.time).unwrap_or_default();
        }
    };
    let mut waiting: Vec<String> = nested(&events);
    let mut looked = std::collections::BTreeSet::new();
    while let Some(stack) = waiting.pop() {
        if !looked.insert(stack.clone()) {
            continue;
        }
        let mut page = None;
        loop {
            let (latest, next) = calls.events(&stack, page).await?;
            let old = latest.iter().any(|event| event.time < since);
            let own: Vec<_> = latest.into_iter().filter(|event| event.time >= since).collect();
            waiting.extend(nested(&own));
            events.extend(own);
            page = next;
            if old || page.is_none() {
                break;
            }
        }
    }
    events.reverse();
    Ok(events)
}

fn nested(events: &[ResourceEvent]) -> Vec<String> {
    events.iter().filter_map(ResourceEvent::nested_stack).map(str::to_owned).collect()
}
