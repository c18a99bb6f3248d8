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

use baseline::Known;
use check::{Checked, Job, check_all};

use summary::LeftOut;

pub(super) use summary::found;

pub(crate) fn run(args: &Validate) -> anyhow::Result<Outcome> {
    let choice = args.choice.policy()?;
    let known = args.baseline.as_deref().map(Known::read).transpose()?;
    let (inputs, mut errors) = expand(&args.paths);
    let mut projects = Projects::new(&args.config)?;
    let mut jobs = Vec::new();
    let mut left_out = LeftOut::default();
    for input in inputs {
        match projects.terms(&input) {
            Ok(Terms::Excluded) => left_out.excluded += 1,
            Ok(Terms::Unusable) => left_out.unusable += 1,
            Ok(Terms::Check { release, policy }) => {
                let options = args.target.options(release);
                let policy = policy.and(&choice);
                jobs.push(Job { input, options, policy, known: known.as_ref(), fix: args.fix || args.diff });
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
    let to_fix = checked.iter().any(Checked::is_mended);
    if args.fix && !args.diff {
        checked.retain(|one| write(one).map_err(|error| errors.push(error)).is_ok());
    }
    let settings = projects.into_reports();
    let unused = summary::unused(&checked);
    let fixed = summary::fixed(&checked);
    let diffs: String = if args.diff {
        checked.iter().filter_map(|one| diff::of(one, args.color)).collect()
    } else {
        String::new()
    };
    let keeps_output = args.fix && !args.diff && checked.iter().any(|one| one.input == Input::Stdin);
    let mut reports = settings;
    let first = reports.len();
    reports.extend(checked.into_iter().map(|one| one.report));

    if let Some(file) = &args.write_baseline {
        baseline::write(file, &reports)?;
        terminal::print(&text(reports.get(..first).unwrap_or_default(), args))?;
    } else if args.diff {
        terminal::complain_whole(&text(reports.get(..first).unwrap_or_default(), args));
        terminal::print(&diffs)?;
    } else if keeps_output {
        // Standard output is for the text.
        terminal::complain_whole(&text(&reports, args));
    } else {
        terminal::print(&text(&reports, args))?;
    }
    for error in &errors {
        terminal::complain(&format!("error: {error:#}"));
    }
    if let (Some(file), Some(known)) = (&args.baseline, &known) {
        baseline::complain(file, &unused, known);
    }
    let of_files = reports.get(first..).unwrap_or_default();
    if args.diff {
        terminal::complain(&summary::to_fix(fixed, of_files));
    } else {
        if args.fix {
            fixed.lines().for_each(|line| terminal::complain(&line));
        }
        if !of_files.is_empty() || left_out != LeftOut::default() {
            terminal::complain(&summary::line(of_files, left_out));
        }
    }
    let found = args.write_baseline.is_none()
        && reports.iter().any(|report| report.worst() >= Some(args.fail_on.severity()));
    Ok(if !errors.is_empty() || left_out.unusable > 0 {
        Outcome::Incomplete
    } else if found || (args.diff && to_fix) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// Writes a text that was mended where it came from.
fn write(checked: &Checked) -> anyhow::Result<()> {
    match (&checked.input, checked.mended_text()) {
        (Input::File(path), Some(text)) if checked.is_mended() => output::write(path, text),
        (Input::Stdin, Some(text)) => terminal::print(text),
        _ => Ok(()),
    }
}

fn text(reports: &[Report], args: &Validate) -> String {
    match args.format {
        Format::Human => {
            let options = HumanOptions {
                color: terminal::use_color(args.color, &std::io::stdout()),
                width: terminal::width(),
            };
            reports.iter().map(|report| human(report, &options)).collect()
        }
        Format::Concise => reports.iter().map(concise).collect(),
        Format::Json => json(reports, args.target.release.unwrap_or_default()),
        Format::Sarif => sarif(reports),
        Format::Github => reports.iter().map(github).collect(),
    }
}
