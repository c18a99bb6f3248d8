//! Files checked with settings, a policy, a baseline and fixes: all that the commands that check files have in common.

mod baseline;
mod diff;
mod show;
mod summary;
mod task;

use std::path::PathBuf;

use pcluster_config::Report;
use pcluster_config::facts::Release;
use pcluster_config::policy::Policy;

use crate::args::Checking;
use crate::exit::Outcome;
use crate::terminal;

use super::inputs::{Input, Search, expand};
use super::output;
use super::project::{Conditions, Projects, Terms};
use super::rulebook::CHECKED;

use baseline::Known;
use summary::LeftOut;
use task::{Checked, Task, check_all};

#[cfg(feature = "aws")]
pub(super) use baseline::counted;
pub(super) use summary::{found, listed};

/// What is to be checked, and how it is called.
pub(crate) struct Wanted<'w> {
    /// Files, directories and standard input.
    pub(crate) paths: &'w [PathBuf],
    /// What is looked for in directories.
    pub(crate) search: Search,
    /// What else is hidden in this run.
    pub(crate) suppressed: Policy,
    /// The release that JSON names where nothing else does.
    pub(crate) release: &'w dyn Fn() -> Release,
    /// What a file is called in the summary.
    pub(crate) checked: &'w str,
    /// What the summary says in front of the number of those that nothing can check.
    pub(crate) without_measure: &'w str,
    /// What the files were held against, in words for the summary.
    pub(crate) against: &'w dyn Fn(&[&Report]) -> String,
}

/// What checks the bytes of a file of a name.
pub(crate) type Checker<'a> = Box<dyn Fn(&str, &[u8]) -> Report + Send + Sync + 'a>;

/// Checks files. `choose` is asked for every file what checks it; `None` where nothing can, which was said or is among
/// the reports that it adds to the list.
pub(crate) fn run<'a>(
    args: &Checking,
    wanted: &Wanted<'_>,
    mut choose: impl FnMut(&mut Surroundings, &Input, &Conditions) -> Option<Checker<'a>>,
) -> anyhow::Result<Outcome> {
    let choice = args.choice.policy(CHECKED)?.and(&wanted.suppressed);
    args.write_baseline.as_deref().map(baseline::refuse_to_overwrite).transpose()?;
    let known = args.baseline.as_deref().map(Known::read).transpose()?;
    let mut around = Surroundings { projects: Projects::new(&args.config)?, reports: Vec::new() };
    let (inputs, mut errors) = expand(wanted.paths, &wanted.search);
    let mut left_out = LeftOut::default();
    let mut tasks = Vec::with_capacity(inputs.len());
    for input in inputs {
        let conditions = match around.projects.terms(&input) {
            Ok(Terms::Check(conditions)) => conditions,
            Ok(Terms::Excluded) => {
                left_out.excluded += 1;
                continue;
            }
            Ok(Terms::Unusable) => {
                left_out.unusable += 1;
                continue;
            }
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        match choose(&mut around, &input, &conditions) {
            Some(check) => {
                let (policy, known) = (conditions.policy.and(&choice), known.as_ref());
                tasks.push(Task { input, check, policy, known, fix: args.fix || args.diff });
            }
            None => left_out.without_measure += 1,
        }
    }
    let mut done = Vec::with_capacity(tasks.len());
    for result in check_all(&tasks) {
        match result {
            Ok(one) => done.push(one),
            Err(error) => errors.push(error),
        }
    }
    if args.fix && !args.diff {
        done.retain(|one| write(one).map_err(|error| errors.push(error)).is_ok());
    }
    let around = around.into_reports();
    let complete = errors.is_empty() && left_out.is_complete();
    show::show(&around, &done, complete, args, (wanted.release)())?;
    for error in &errors {
        terminal::complain(&format!("error: {error:#}"));
    }
    if let (Some(file), Some(known)) = (&args.baseline, &known) {
        baseline::complain(file, &done, known);
    }
    summary::tell(&done, left_out, args, wanted);
    Ok(if !complete {
        Outcome::Incomplete
    } else if fails(&around, &done, args) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// What stands around the files that are checked.
pub(crate) struct Surroundings {
    /// The settings of their projects.
    pub(crate) projects: Projects,
    /// What is to be said about other files, before the files that are checked.
    pub(crate) reports: Vec<Report>,
}

impl Surroundings {
    /// What is to be said before anything is said about the files.
    fn into_reports(self) -> Vec<Report> {
        let mut reports = self.projects.into_reports();
        reports.extend(self.reports);
        reports
    }
}

/// Whether there is anything for which the exit code is 1.
fn fails(around: &[Report], checked: &[Checked], args: &Checking) -> bool {
    let mut reports = around.iter().chain(checked.iter().map(|one| &one.report));
    // A baseline is written to start with what is there.
    args.write_baseline.is_none() && reports.any(|report| report.worst() >= Some(args.fail_on.severity()))
        || args.diff && checked.iter().any(Checked::is_mended)
}

/// Writes a text that was mended where it came from.
fn write(checked: &Checked) -> anyhow::Result<()> {
    match (&checked.input, checked.mended_text()) {
        (Input::File(path), Some(text)) if checked.is_mended() => output::write(path, text),
        (Input::Stdin, Some(text)) => terminal::print(text),
        _ => Ok(()),
    }
}
