//! What was asked, and what came out.

use crate::Remedy;
use crate::aws::Failure;

/// What a check is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Area {
    /// The way to AWS.
    Way,
    /// What may be done there.
    Permissions,
    /// What is there.
    Account,
    /// Programs on this machine.
    Tools,
}

/// How a check has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// As it should be.
    Ok,
    /// Some of the work will not be possible, or may surprise.
    Warning,
    /// The work will not be possible.
    Failed,
    /// It could not be asked.
    Skipped,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Check {
    /// What it is about.
    pub area: Area,
    /// What was asked about, such as `clock`; no two checks have the same name.
    pub name: &'static str,
    /// How it has ended.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do, where something is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// All checks, in the order in which a person reads them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The checks.
    pub checks: Vec<Check>,
}

impl Check {
    pub(super) fn new(area: Area, name: &'static str) -> Self {
        Self { area, name, state: State::Ok, found: String::new(), help: None }
    }

    pub(super) fn ok(self, found: impl Into<String>) -> Self {
        Self { state: State::Ok, found: found.into(), ..self }
    }

    pub(super) fn warning(self, found: impl Into<String>) -> Self {
        Self { state: State::Warning, found: found.into(), ..self }
    }

    pub(super) fn failed(self, found: impl Into<String>) -> Self {
        Self { state: State::Failed, found: found.into(), ..self }
    }

    pub(super) fn skipped(self, found: impl Into<String>) -> Self {
        Self { state: State::Skipped, found: found.into(), ..self }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// A call that was to tell, and failed.
    pub(super) fn failure(self, failure: &Failure) -> Self {
        Self { help: failure.help(), ..self.failed(failure.to_string()) }
    }
}

impl Diagnosis {
    /// The checks in order: by area, then as they were asked.
    pub(super) fn of(mut checks: Vec<Check>) -> Self {
        checks.sort_by_key(|check| check.area);
        Self { checks }
    }

    /// How many checks have ended so.
    pub fn count(&self, state: State) -> usize {
        self.checks.iter().filter(|check| check.state == state).count()
    }

    /// Whether nothing failed.
    pub fn is_healthy(&self) -> bool {
        self.count(State::Failed) == 0
    }
}
