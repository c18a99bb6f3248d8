//! Following what AWS does to a stack.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::calls::Calls;
use super::event::{FollowEvent, ResourceEvent};
use super::status::Stack;
use super::{Cause, Moment, explain};
use crate::Remedy;
use crate::aws::{Failure, Session};
use crate::operation::{Cancelled, Emitter, Operation};

/// How often a stack that has its last status is looked at until its last event is there too.
const PATIENCE: u32 = 5;

/// How a stack is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FollowOptions {
    /// How long to wait before looking again while something happens.
    pub shortest: Duration,
    /// How long to wait before looking again when nothing has happened for a while.
    pub longest: Duration,
}

impl Default for FollowOptions {
    /// Every two seconds, and every ten when nothing happens.
    fn default() -> Self {
        Self { shortest: Duration::from_secs(2), longest: Duration::from_secs(10) }
    }
}

impl FollowOptions {
    /// Looking again after this time, and after five times as long when nothing happens.
    pub fn every(shortest: Duration) -> Self {
        Self { shortest, longest: shortest * 5 }
    }
}

/// What has become of a stack that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Followed {
    /// The stack.
    pub stack: Stack,
    /// Why it failed, if it did.
    pub cause: Option<Cause>,
    /// How long AWS was at work on it, in seconds, by the clock of AWS.
    pub seconds: u64,
}

/// A stack cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FollowError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// The stack is not there.
    #[error("there is no stack `{0}`")]
    Missing(String),
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Remedy for FollowError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) => failure.help(),
            Self::Missing(_) => Some(
                "`pclusterctl infra deploy` makes it; look at `--stack-name` and `--region` too".to_owned(),
            ),
            Self::Cancelled(_) => None,
        }
    }
}

/// Follows a stack until AWS is no longer at work on it, from the beginning of that work.
pub fn follow(
    session: &Session,
    stack: &str,
    options: FollowOptions,
) -> Operation<FollowEvent, Followed, FollowError> {
    let (calls, stack) = (Calls::new(session), stack.to_owned());
    Operation::start(|emitter| async move {
        let found = calls.stack(&stack).await?.ok_or(FollowError::Missing(stack))?;
        Watch::new(calls, found, options).run(&emitter).await
    })
}

/// The latest events of a stack, by which later ones are told apart.
pub(super) async fn marker(calls: &Calls, stack: &str) -> Result<BTreeSet<String>, Failure> {
    let (events, _) = calls.events(stack, None).await?;
    Ok(events.into_iter().map(|event| event.id).collect())
}

/// A stack that is watched, with those that are nested in it.
pub(super) struct Watch {
    calls: Calls,
    stack: Stack,
    options: FollowOptions,
    /// What is no news: all events before the work began, and those that were told.
    seen: BTreeMap<String, BTreeSet<String>>,
    /// Whether the events before the work are known.
    marked: bool,
    since: Option<Moment>,
    events: Vec<ResourceEvent>,
}

impl Watch {
    /// Watches what is going on already.
    pub(super) fn new(calls: Calls, stack: Stack, options: FollowOptions) -> Self {
        let seen = BTreeMap::from([(stack.id.clone(), BTreeSet::new())]);
        Self { calls, stack, options, seen, marked: false, since: None, events: Vec::new() }
    }

    /// Watches what happens after the events that are known.
    pub(super) fn after(calls: Calls, stack: Stack, options: FollowOptions, known: BTreeSet<String>) -> Self {
        let seen = BTreeMap::from([(stack.id.clone(), known)]);
        Self { calls, stack, options, seen, marked: true, since: None, events: Vec::new() }
    }

    /// Watches until AWS is no longer at work, and finds out what went wrong if something did.
    pub(super) async fn run(mut self, emitter: &Emitter<FollowEvent>) -> Result<Followed, FollowError> {
        let mut wait = self.options.shortest;
        let mut patience = PATIENCE;
        let mut started = false;
        loop {
            // The stack first: if it is done, all its events are there to be read afterwards.
            if let Some(stack) = self.calls.stack(&self.stack.id).await? {
                self.stack = stack;
            }
            let news = self.look().await?;
            if !started && (self.since.is_some() || self.stack.status.is_busy()) {
                started = true;
                let (stack, stack_id) = (self.stack.name.clone(), self.stack.id.clone());
                emitter.emit(FollowEvent::Started { stack, stack_id, since: self.since }).await;
            }
            wait = if news.is_empty() {
                (wait * 3 / 2).min(self.options.longest)
            } else {
                self.options.shortest
            };
            for event in news {
                emitter.emit(FollowEvent::Resource(event)).await;
            }
            if !self.stack.status.is_busy() {
                let last = self
                    .events
                    .iter()
                    .rev()
                    .find(|event| event.stack_id == self.stack.id && event.is_of_stack());
                if last.is_some_and(|event| event.status == self.stack.status) || patience == 0 {
                    return Ok(self.outcome());
                }
                patience -= 1;
                wait = self.options.shortest;
            }
            emitter.sleep(wait).await?;
        }
    }

    /// What has happened since the last look, in the order in which it did.
    async fn look(&mut self) -> Result<Vec<ResourceEvent>, FollowError> {
        let mut news = Vec::new();
        let mut waiting = vec![self.stack.id.clone()];
        let mut looked: BTreeSet<String> = BTreeSet::new();
        while let Some(stack) = waiting.pop() {
            if !looked.insert(stack.clone()) {
                continue;
            }
            let latest = self.look_at(&stack).await?;
            news.extend(latest);
            let nested = self.events.iter().chain(&news).filter(|event| event.stack_id == stack);
            // A stack that only loses its place (as a leftover of an update does) is of interest too.
            waiting.extend(nested.filter_map(ResourceEvent::nested_stack).map(str::to_owned));
        }
        news.sort_by_key(|event| event.time);
        self.events.extend(news.iter().cloned());
        Ok(news)
    }

    /// The new events of one stack, the oldest first.
    async fn look_at(&mut self, stack: &str) -> Result<Vec<ResourceEvent>, FollowError> {
        let own = stack == self.stack.id;
        let mut page = None;
        let mut news: Vec<ResourceEvent> = Vec::new();
        loop {
            let (events, next) = match self.calls.events(stack, page).await {
                Ok(answer) => answer,
                // A nested stack may be gone already, or may not be there yet.
                Err(failure) if !own && failure.kind == crate::FailureKind::NotFound => return Ok(Vec::new()),
                Err(failure) => return Err(failure.into()),
            };
            let seen = self.seen.entry(stack.to_owned()).or_default();
            let mut known = false;
            for event in events {
                if seen.contains(&event.id) {
                    // Events of one moment may come in any order: the whole page is looked at.
                    known = true;
                    continue;
                }
                let began = own && event.starts_operation();
                let old = match (own, self.marked, self.since) {
                    (true, false, Some(since)) | (false, _, Some(since)) => event.time < since,
                    _ => false,
                };
                seen.insert(event.id.clone());
                if old {
                    known = true;
                    continue;
                }
                if began && (!self.marked || self.since.is_none()) {
                    self.since = Some(event.time);
                }
                news.push(event);
            }
            page = next;
            if known || page.is_none() || (own && !self.marked && self.since.is_some()) {
                break;
            }
        }
        if own && !self.marked {
            self.marked = true;
        }
        news.reverse();
        Ok(news)
    }

    fn outcome(self) -> Followed {
        let ended = self.events.iter().map(|event| event.time).max();
        let began = self.since.or_else(|| self.events.iter().map(|event| event.time).min());
        let seconds = ended.zip(began).map_or(0, |(ended, began)| ended.seconds_since(began));
        let failed = !self.stack.status.is_success();
        Followed { cause: if failed { explain(&self.events) } else { None }, stack: self.stack, seconds }
    }
}
