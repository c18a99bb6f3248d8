//! The reports as one JSON document.

use serde::Serialize;

use crate::diagnostic::{About, Diagnostic, Hidden, HiddenBy, Report};
use crate::facts::Release;
use crate::location::{Position, Span};

/// The number of the format; it changes when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    release: Option<&'r str>,
    files: Vec<Checked<'r>>,
}

#[derive(Serialize)]
struct Checked<'r> {
    file: &'r str,
    kind: &'r str,
    release: Option<&'r str>,
    valid: bool,
    diagnostics: Vec<Entry<'r>>,
    hidden: Vec<HiddenEntry<'r>>,
}

#[derive(Serialize)]
struct HiddenEntry<'r> {
    by: &'r str,
    reason: Option<&'r str>,
    comment: Option<Range>,
    diagnostic: Entry<'r>,
}

#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    official: Option<&'r str>,
    severity: &'r str,
    message: &'r str,
    path: String,
    span: Option<Range>,
    related: Vec<Related<'r>>,
    help: Option<&'r str>,
    fix: Option<Fix<'r>>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Related<'r> {
    message: &'r str,
    path: String,
    span: Option<Range>,
}

#[derive(Serialize)]
struct Fix<'r> {
    title: &'r str,
    edits: Vec<Edit<'r>>,
}

#[derive(Serialize)]
struct Edit<'r> {
    span: Option<Range>,
    text: &'r str,
}

/// The reports as one JSON document, with a line break at its end.
///
/// Lines and columns count from 1, columns count characters, offsets count bytes from 0. Every configuration names the
/// release it was checked for; the document does if it is one for all of them, and without configurations it is
/// `release`, which for jobs is that of their cluster.
pub fn json(reports: &[Report], release: Release) -> String {
    let mut releases = reports.iter().filter(|report| is_configuration(report)).map(Report::release);
    let first = releases.next().unwrap_or(release);
    let release = releases.all(|other| other == first).then_some(first.as_str());
    let files = reports.iter().map(checked).collect();
    let document = Document { version: VERSION, release, files };
    // Texts, numbers and lists always become JSON.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

fn is_configuration(report: &Report) -> bool {
    report.about == About::Configuration
}

fn checked(report: &Report) -> Checked<'_> {
    let configuration = is_configuration(report);
    Checked {
        file: report.file(),
        kind: match report.about {
            About::Configuration => report.kind().as_str(),
            About::Settings => "settings",
            About::Job => "job",
        },
        release: configuration.then(|| report.release().as_str()),
        valid: report.is_valid(),
        diagnostics: report.diagnostics().iter().map(|diagnostic| entry(report, diagnostic)).collect(),
        hidden: report.hidden().iter().map(|hidden| hidden_entry(report, hidden)).collect(),
    }
}

fn hidden_entry<'r>(report: &'r Report, hidden: &'r Hidden) -> HiddenEntry<'r> {
    let comment = match &hidden.by {
        HiddenBy::Comment { span, .. } => range(report, Some(*span)),
        _ => None,
    };
    HiddenEntry {
        by: hidden.by.as_str(),
        reason: hidden.by.reason(),
        comment,
        diagnostic: entry(report, &hidden.diagnostic),
    }
}

fn entry<'r>(report: &'r Report, diagnostic: &'r Diagnostic) -> Entry<'r> {
    Entry {
        rule: diagnostic.rule,
        official: diagnostic.official,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        path: diagnostic.path.to_string(),
        span: range(report, diagnostic.span),
        related: diagnostic
            .related
            .iter()
            .map(|label| Related {
                message: &label.message,
                path: label.path.to_string(),
                span: range(report, label.span),
            })
            .collect(),
        help: diagnostic.help.as_deref(),
        fix: diagnostic.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit { span: range(report, Some(edit.span)), text: &edit.text })
                .collect(),
        }),
    }
}

fn range(report: &Report, span: Option<Span>) -> Option<Range> {
    let span = span?;
    Some(Range { start: report.position(span.start)?, end: report.position(span.end)? })
}
