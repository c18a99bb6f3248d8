//! `pclusterctl validate`

mod baseline;
mod check;
mod diff;
mod summary;

use pcluster_config::Report;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};

use crate::args::{Format, Validate};
use crate::exit::Outcome;
use crate::terminal;

use super::inputs::{Input, expand};
use super::output;
use super::project::{Projects, Terms};
use super::rulebook::CHECKED;

use baseline::Known;
use check::{Checked, Job, check_all};

use summary::LeftOut;

pub(super) use summary::found;

pub(crate) fn run(args: &Validate) -> anyhow::Result<Outcome> {
    let choice = args.choice.policy(CHECKED)?;
    args.write_baseline.as_deref().map(baseline::refuse_to_overwrite).transpose()?;
    let known = args.baseline.as_deref().map(Known::read).transpose()?;
    let mut projects = Projects::new(&args.config)?;
    let (inputs, mut errors) = expand(&args.paths);
    let mut left_out = LeftOut::default();
    let mut jobs = Vec::with_capacity(inputs.len());
    for input in inputs {
        match projects.terms(&input) {
            Ok(Terms::Excluded) => left_out.excluded += 1,
            Ok(Terms::Unusable) => left_out.unusable += 1,
            Ok(Terms::Check { release, region, policy }) => {
                let (policy, known) = (policy.and(&choice), known.as_ref());
                let (target, fix) = (&args.target, args.fix || args.diff);
                jobs.push(Job { input, target, release, region, policy, known, fix });
            }
            Err(error) => errors.push(error),
        }
    }
    let mut checked = Vec::with_capacity(jobs.len());
    for result in check_all(&jobs) {
        match result {
            Ok(one) => checked.push(one),
            Err(error) => errors.push(error),
        }
    }
    if args.fix && !args.diff {
        checked.retain(|one| write(one).map_err(|error| errors.push(error)).is_ok());
    }
    let settings = projects.into_reports();
    let complete = errors.is_empty() && left_out.unusable == 0;
    show(&settings, &checked, complete, args)?;
    for error in &errors {
        terminal::complain(&format!("error: {error:#}"));
    }
    if let (Some(file), Some(known)) = (&args.baseline, &known) {
        baseline::complain(file, &checked, known);
    }
    summary::tell(&checked, left_out, args);
    Ok(if !complete {
        Outcome::Incomplete
    } else if fails(&settings, &checked, args) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// Whether there is anything for which the exit code is 1.
fn fails(settings: &[Report], checked: &[Checked], args: &Validate) -> bool {
    let mut reports = settings.iter().chain(checked.iter().map(|one| &one.report));
    // A baseline is written to start with what is there.
    args.write_baseline.is_none() && reports.any(|report| report.worst() >= Some(args.fail_on.severity()))
        || args.diff && checked.iter().any(Checked::is_mended)
}

/// Prints what was found, or what else was asked for instead. `complete` if all files could be checked.
fn show(settings: &[Report], checked: &[Checked], complete: bool, args: &Validate) -> anyhow::Result<()> {
    let settings = settings.iter();
    if let Some(file) = &args.write_baseline {
        if complete {
            baseline::write(file, checked)?;
        } else {
            let file = file.display();
            terminal::complain(&format!("error: {file} is not written: not all files could be checked"));
        }
        terminal::complain_whole(&text(settings, args));
        return Ok(());
    }
    if args.diff {
        terminal::complain_whole(&text(settings, args));
        let diffs: String = checked.iter().filter_map(|one| diff::of(one, args.color)).collect();
        return terminal::print(&diffs);
    }
    let text = text(settings.chain(checked.iter().map(|one| &one.report)), args);
    if args.fix && checked.iter().any(|one| one.input == Input::Stdin) {
        // Standard output is for the text.
        terminal::complain_whole(&text);
        return Ok(());
    }
    terminal::print(&text)
}

/// Writes a text that was mended where it came from.
fn write(checked: &Checked) -> anyhow::Result<()> {
    match (&checked.input, checked.mended_text()) {
        (Input::File(path), Some(text)) if checked.is_mended() => output::write(path, text),
        (Input::Stdin, Some(text)) => terminal::print(text),
        _ => Ok(()),
    }
}

fn text<'r>(reports: impl Iterator<Item = &'r Report>, args: &Validate) -> String {
    match args.format {
        Format::Human => {
            let options = HumanOptions {
                color: terminal::use_color(args.color, &std::io::stdout()),
                width: terminal::width(),
            };
            reports.map(|report| human(report, &options)).collect()
        }
        Format::Concise => reports.map(concise).collect(),
        Format::Json => json(&reports.cloned().collect::<Vec<_>>(), args.target.release.unwrap_or_default()),
        Format::Sarif => sarif(&reports.cloned().collect::<Vec<_>>(), CHECKED),
        Format::Github => reports.map(github).collect(),
    }
}
