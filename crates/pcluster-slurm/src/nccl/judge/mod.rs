//! What to make of a run: good, slow, not on EFA at all, wrong, failed, and why.

mod bandwidth;
mod causes;
mod notes;
mod setting;
mod verdict;
mod yardstick;

use serde::Serialize;

pub use bandwidth::{ACCEPTED_SHARE_OF_LIMIT, GOOD_SHARE_OF_LIMIT, GOOD_SHARE_OF_REFERENCE, Point};
pub(super) use bandwidth::{median, percent};
pub use causes::Cause;
pub use setting::{Known, Setting};
pub use verdict::Verdict;
pub use yardstick::Yardstick;

use super::Run;
use bandwidth::Speed;

/// What to make of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Judgement {
    /// In a word.
    pub verdict: Verdict,
    /// In a sentence.
    pub summary: String,
    /// What the run ran on.
    pub setting: Setting,
    /// What it is held against.
    pub yardstick: Yardstick,
    /// What was measured, beside what it is held against.
    pub points: Vec<Point>,
    /// Why it is not good, the likeliest cause first.
    pub causes: Vec<Cause>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// Judges a run.
pub fn judge(run: &Run, known: &Known<'_>) -> Judgement {
    let setting = Setting::of(run, known);
    let yardstick = Yardstick::of(run, &setting, known.catalogue);
    let points = bandwidth::points(run, &yardstick);
    let speed = Speed::of(run, &setting, &yardstick, &points);
    let beside_efa = verdict::beside_efa(run, &setting, known);
    let verdict = Verdict::of(run, beside_efa.is_some(), &speed);
    let summary = verdict::summary(verdict, run, beside_efa.as_deref(), &speed, &points);
    let causes = causes::causes(verdict, run, &setting, &yardstick, &points, known.catalogue);
    let notes = notes::notes(verdict, run, &setting, &yardstick, &points, known);
    Judgement { verdict, summary, setting, yardstick, points, causes, notes }
}
