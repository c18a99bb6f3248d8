//! `pclusterctl validate`

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pcluster_config::diagnostic::Severity;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};
use pcluster_config::{Options, Report, check_bytes};

use crate::args::{Format, Validate};
use crate::exit::Outcome;
use crate::terminal;

use super::inputs::{Input, expand};

pub(crate) fn run(args: &Validate) -> anyhow::Result<Outcome> {
    let (inputs, mut errors) = expand(&args.paths);
    let mut reports = Vec::with_capacity(inputs.len());
    for result in check_all(&inputs, &args.target.options()) {
        match result {
            Ok(report) => reports.push(report),
            Err(error) => errors.push(error),
        }
    }
    terminal::print(&text(&reports, args))?;
    for error in &errors {
        terminal::complain(&format!("error: {error:#}"));
    }
    if !reports.is_empty() {
        terminal::complain(&summary(&reports, args));
    }
    Ok(if !errors.is_empty() {
        Outcome::Incomplete
    } else if reports.iter().any(|report| report.worst() >= Some(args.fail_on.severity())) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// Checks every input, in as many threads as there are processors; the answers are in the order of the inputs.
fn check_all(inputs: &[Input], options: &Options<'_>) -> Vec<anyhow::Result<Report>> {
    let check = |input: &Input| input.read().map(|bytes| check_bytes(&input.name(), &bytes, options));
    let threads = thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    if threads <= 1 {
        return inputs.iter().map(check).collect();
    }
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, anyhow::Result<Report>)>> = Mutex::new(Vec::with_capacity(inputs.len()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((index, input)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|index| inputs.get(index).map(|input| (index, input)))
                {
                    let answer = check(input);
                    if let Ok(mut answers) = answers.lock() {
                        answers.push((index, answer));
                    }
                }
            });
        }
    });
    let mut answers = answers.into_inner().unwrap_or_default();
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
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
        Format::Json => json(reports, args.target.release),
        Format::Sarif => sarif(reports),
        Format::Github => reports.iter().map(github).collect(),
    }
}

/// One line for people about all files.
fn summary(reports: &[Report], args: &Validate) -> String {
    let found = found(reports);
    let files = match reports.len() {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let mut line = format!("checked {files} for ParallelCluster {}: {found}", args.target.release);
    let templates = reports.iter().filter(|report| report.has_placeholders()).count();
    if templates > 0 {
        line.push_str(match (templates, reports.len()) {
            (1, 1) => "; it is a template: its placeholders stand for values that are not checked",
            _ => "; placeholders in templates stand for values that are not checked",
        });
    }
    line
}

/// How much was found, in words.
pub(super) fn found(reports: &[Report]) -> String {
    let count = |severity| {
        reports
            .iter()
            .flat_map(Report::diagnostics)
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| match (severity, count) {
            (Severity::Info, _) => format!("{count} to know"),
            (_, 1) => format!("1 {severity}"),
            _ => format!("{count} {severity}s"),
        })
        .collect();
    if found.is_empty() { "nothing is wrong".to_owned() } else { found.join(", ") }
}
