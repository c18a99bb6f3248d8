//! Logs as a whole: every run with its judgement, and how runs compare.

use serde::Serialize;

use super::compare::{Comparison, compare};
use super::judge::{Judgement, Known, Verdict, judge};
use super::{Log, Run};

/// A run with its judgement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Judged {
    /// What it is called: the name of its log, with its number where the log has several.
    pub name: String,
    /// What the log tells.
    pub run: Run,
    /// What to make of it.
    pub judgement: Judgement,
}

impl Judged {
    /// Whether figures were measured that mean anything: a process alone sends nothing.
    pub(super) fn measured(&self) -> bool {
        !self.judgement.points.is_empty() && self.run.separate_processes <= 1
    }
}

/// All runs of some logs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Report {
    /// The runs, in the order of the logs.
    pub runs: Vec<Judged>,
    /// How they compare, where several measured the same operation.
    pub comparison: Option<Comparison>,
    /// Runs that were too many to keep.
    pub runs_left_out: u64,
}

impl Report {
    /// Judges all runs of logs, which have names. Logs that do not tell of a test give no run, unless something failed.
    pub fn of(logs: Vec<(String, Log)>, known: &Known<'_>) -> Self {
        let mut report = Self::default();
        for (name, log) in logs {
            report.runs_left_out += log.runs_left_out;
            let tells = log.tells_of_a_test();
            let told = |run: &Run| {
                !run.rows.is_empty()
                    || !run.failures.is_empty()
                    || run.parameters.is_some()
                    || run.tests_version.is_some()
                    || (!tells && run.network.is_logged)
            };
            let runs: Vec<Run> = log.runs.into_iter().filter(told).collect();
            let several = runs.len() > 1;
            report.runs.extend(runs.into_iter().enumerate().map(|(number, run)| {
                let name = if several { format!("{name} #{}", number + 1) } else { name.clone() };
                let judgement = judge(&run, known);
                Judged { name, run, judgement }
            }));
        }
        report.comparison = compare(&report.runs);
        report
    }

    /// The worst verdict; `None` if there are no runs.
    pub fn worst(&self) -> Option<Verdict> {
        self.runs.iter().map(|judged| judged.judgement.verdict).max()
    }
}
