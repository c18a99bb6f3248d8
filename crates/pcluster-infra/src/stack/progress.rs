//! How far the work on a stack is.

use std::collections::BTreeMap;

use super::duration::{Step, expected};
use super::event::{FollowEvent, ResourceEvent};
use super::references::References;
use super::{Action, Moment, Plan, Replacement};
use crate::template::Template;

/// How far the work on a stack is, by the events that were seen.
///
/// Each resource counts as much as it commonly takes; one that is being worked on counts for the time that it has taken.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    parts: BTreeMap<String, Part>,
    /// How long the whole is expected to take, in seconds.
    pub expected_seconds: u64,
    since: Option<Moment>,
    rolling_back: bool,
}

#[derive(Clone, Debug)]
struct Part {
    expected: u64,
    began: Option<Moment>,
    done: bool,
}

impl Progress {
    /// The progress of what a plan does.
    pub fn of_plan(plan: &Plan) -> Self {
        let parts = plan.changes.iter().filter(|change| change.nested.is_none()).map(|change| {
            let step = match (change.action, change.replacement) {
                (Action::Remove, _) => Step::Delete,
                (Action::Modify, Replacement::No) | (Action::Import, _) => Step::Update,
                _ => Step::Create,
            };
            (change.resource.clone(), Part::new(&change.kind, step))
        });
        Self { parts: parts.collect(), expected_seconds: plan.expected_seconds, ..Self::default() }
    }

    /// The progress of work that somebody else began on a stack of a template, as far as that can be known.
    pub fn of_template(template: &Template, step: Step) -> Self {
        let steps = template
            .resources
            .iter()
            .map(|resource| (resource.logical_id.as_str(), resource.kind.as_str(), step));
        Self::of_steps(&steps.collect::<Vec<_>>(), Some(template))
    }

    /// The progress of deleting resources: their names and types.
    pub fn of_deletion<'a>(
        resources: impl Iterator<Item = (&'a str, &'a str)>,
        template: Option<&Template>,
    ) -> Self {
        Self::of_steps(
            &resources.map(|(name, kind)| (name, kind, Step::Delete)).collect::<Vec<_>>(),
            template,
        )
    }

    fn of_steps(steps: &[(&str, &str, Step)], template: Option<&Template>) -> Self {
        let expected_seconds = template.map(References::read).unwrap_or_default().longest(steps);
        let parts = steps.iter().map(|(name, kind, step)| ((*name).to_owned(), Part::new(kind, *step)));
        Self { parts: parts.collect(), expected_seconds, ..Self::default() }
    }

    /// Takes note of what happened.
    pub fn see(&mut self, event: &FollowEvent) {
        match event {
            FollowEvent::Started { since, .. } => self.since = self.since.or(*since),
            FollowEvent::Resource(event)
                if event.is_of_stack() && event.status.as_str().contains("ROLLBACK") =>
            {
                self.rolling_back = true;
            }
            FollowEvent::Resource(event) if event.starts_operation() => {
                self.since = self.since.or(Some(event.time));
            }
            FollowEvent::Resource(event) if event.nested_stack().is_none() && event.is_of_stack() => {}
            FollowEvent::Resource(event) => self.see_resource(event),
            FollowEvent::Protected { .. } => {}
        }
    }

    fn see_resource(&mut self, event: &ResourceEvent) {
        // A resource of a nested stack that bears the name of one of ours moves the wrong part, by a little.
        let Some(part) = self.parts.get_mut(&event.resource) else { return };
        if event.status.is_busy() {
            part.began.get_or_insert(event.time);
            part.done = false;
        } else if event.status.is_complete() {
            part.done = true;
        }
    }

    /// How many resources are done, and how many there are.
    pub fn resources(&self) -> (usize, usize) {
        (self.parts.values().filter(|part| part.done).count(), self.parts.len())
    }

    /// Whether something went wrong, and what was done is being taken back.
    pub fn is_rolling_back(&self) -> bool {
        self.rolling_back
    }

    /// When the work began, as far as AWS has said so.
    pub fn since(&self) -> Option<Moment> {
        self.since
    }

    /// How far the work is, from 0 to 1, this many seconds after it began.
    pub fn fraction(&self, seconds: u64) -> f64 {
        // Something that takes longer than usual is not done for that.
        const ALMOST: f64 = 0.95;
        let whole: u64 = self.parts.values().map(|part| part.expected).sum();
        if whole == 0 {
            return 0.0;
        }
        let done: f64 = self
            .parts
            .values()
            .map(|part| match (part.done, part.began, self.since) {
                (true, ..) => float(part.expected),
                (false, Some(began), Some(since)) => {
                    let passed = seconds.saturating_sub(began.seconds_since(since));
                    float(passed).min(float(part.expected) * ALMOST)
                }
                _ => 0.0,
            })
            .sum();
        (done / float(whole)).clamp(0.0, 1.0)
    }
}

impl Part {
    fn new(kind: &str, step: Step) -> Self {
        Self { expected: expected(kind, step).max(1), began: None, done: false }
    }
}

/// Seconds are few enough.
fn float(seconds: u64) -> f64 {
    f64::from(u32::try_from(seconds).unwrap_or(u32::MAX))
}
