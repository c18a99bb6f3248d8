//! Why a stack failed: the first cause, not what it brought along.

use serde::Serialize;

use super::event::ResourceEvent;
use super::reason::Reason;
use super::remedies;
use super::{Moment, Status};

/// The first thing that went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Cause {
    /// The resource, after the names of the stacks that it is nested in.
    pub resource: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is called, if it exists.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub physical_id: String,
    /// When it failed.
    pub time: Moment,
    /// Its status then.
    pub status: Status,
    /// What AWS said, without request numbers and the like.
    pub reason: String,
    /// What to do about it, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether it is the stack itself that failed, and no resource of it.
    pub whole_stack: bool,
    /// How many other resources failed after it or were cancelled because of it.
    pub followed_by: usize,
    /// What could not be taken back afterwards, and why, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stuck: Option<String>,
}

/// Finds what went wrong first. The events are those of one operation on a stack and on the stacks nested in it, in
/// any order; `None` if nothing went wrong.
///
/// CloudFormation stops everything else when a resource fails, and each of the stopped ones is a failure too. A nested
/// stack fails because of something in it.
pub fn explain(events: &[ResourceEvent]) -> Option<Cause> {
    let mut events: Vec<&ResourceEvent> = events.iter().collect();
    // The sort is stable: events of one moment stay in the order in which they were told.
    events.sort_by_key(|event| event.time);
    let failures: Vec<&ResourceEvent> =
        events.iter().copied().filter(|event| event.status.as_str().ends_with("_FAILED")).collect();
    let roots = failures.iter().copied().filter(|event| !is_consequence(event, &failures));
    let first = roots.clone().find(|event| !event.is_of_stack());
    // A stack may fail as a whole: its template, its exports, a role that it may not use.
    let first = first.or_else(|| roots.clone().next()).or_else(|| whole_stack(&events))?;
    // When each stack began to take back what was done: what fails after that is another matter.
    let mut back = std::collections::BTreeMap::new();
    for event in events.iter().filter(|event| event.is_of_stack() && is_going_back(event)) {
        back.entry(event.stack_id.as_str()).or_insert(event.time);
    }
    let (forth, later): (Vec<&ResourceEvent>, Vec<&ResourceEvent>) =
        failures.iter().copied().partition(|event| {
            *event == first || back.get(event.stack_id.as_str()).is_none_or(|back| event.time <= *back)
        });
    let followed_by = forth
        .iter()
        .filter(|event| !event.is_of_stack() && event.nested_stack().is_none())
        .map(|event| (&event.stack_id, &event.resource))
        .filter(|(stack, resource)| (*stack, *resource) != (&first.stack_id, &first.resource))
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let mut reason = Reason::read(first.reason.as_deref().unwrap_or_default());
    if first.is_of_stack() && reason.message == "User Initiated" {
        "somebody told it to go back".clone_into(&mut reason.message);
    }
    Some(Cause {
        resource: path(first, &events),
        kind: first.kind.clone(),
        physical_id: first.physical_id.clone(),
        time: first.time,
        status: first.status.clone(),
        help: remedies::remedy(first, &reason),
        reason: reason.message,
        whole_stack: first.is_of_stack(),
        followed_by,
        stuck: stuck(&later, &failures, &events),
    })
}

/// Whether a stack takes back what was done.
fn is_going_back(event: &ResourceEvent) -> bool {
    let status = event.status.as_str();
    status.contains("ROLLBACK") && status.ends_with("_IN_PROGRESS")
}

/// The first of the failures while things were taken back.
fn stuck(later: &[&ResourceEvent], failures: &[&ResourceEvent], events: &[&ResourceEvent]) -> Option<String> {
    let mut own = later.iter().filter(|event| !event.is_of_stack() && !is_consequence(event, failures));
    let event = own.next()?;
    let reason = Reason::read(event.reason.as_deref().unwrap_or_default()).message;
    Some(format!("`{}` ({}) {}: {reason}", path(event, events), event.kind, failed(&event.status)))
}

/// What a failure was.
fn failed(status: &Status) -> &'static str {
    match status.as_str() {
        "CREATE_FAILED" => "could not be created",
        "UPDATE_FAILED" => "could not be updated",
        "DELETE_FAILED" => "could not be deleted",
        "IMPORT_FAILED" => "could not be imported",
        _ => "failed",
    }
}

/// Whether a failure is the consequence of another one.
fn is_consequence(event: &ResourceEvent, failures: &[&ResourceEvent]) -> bool {
    let reason = event.reason.as_deref().unwrap_or_default();
    let cancelled = [
        "Resource creation cancelled",
        "Resource update cancelled",
        "Resource deletion cancelled",
        "Resource import cancelled",
    ];
    if cancelled.iter().any(|words| reason.contains(words))
        || reason.contains("The following resource(s) failed to")
    {
        return true;
    }
    let nested = event.nested_stack();
    nested.is_some_and(|stack| failures.iter().any(|failure| failure.stack_id == stack))
}

/// The event in which a stack says why it goes back, where no resource says so.
fn whole_stack<'e>(events: &[&'e ResourceEvent]) -> Option<&'e ResourceEvent> {
    events.iter().copied().find(|event| event.is_of_stack() && is_going_back(event) && event.reason.is_some())
}

/// The name of a resource, after those of the stacks that it is nested in.
fn path(event: &ResourceEvent, events: &[&ResourceEvent]) -> String {
    let mut path = event.resource.clone();
    let mut stack = event.stack_id.as_str();
    // Stacks are nested in each other for a few levels at most, and never in themselves.
    for _ in 0..8 {
        let Some(outer) = events.iter().find(|outer| outer.nested_stack() == Some(stack)) else { break };
        path = format!("{}/{path}", outer.resource);
        stack = outer.stack_id.as_str();
    }
    path
}

impl std::fmt::Display for Cause {
    /// One sentence, without a full stop.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { resource, kind, reason, .. } = self;
        let what = failed(&self.status);
        if self.whole_stack {
            write!(f, "the stack {what}: {reason}")?;
        } else {
            write!(f, "`{resource}` ({kind}) {what}: {reason}")?;
        }
        match self.followed_by {
            0 => {}
            1 => write!(f, " (1 other resource was stopped with it)")?,
            more => write!(f, " ({more} other resources were stopped with it)")?,
        }
        match &self.stuck {
            Some(stuck) => write!(f, "; nor could it be taken back: {stuck}"),
            None => Ok(()),
        }
    }
}
