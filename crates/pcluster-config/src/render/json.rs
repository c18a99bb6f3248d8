//! The reports as one JSON document.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Report};
use crate::facts::Release;
use crate::location::{Position, Span};

/// The number of the format; it changes when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    release: &'r str,
    files: Vec<Checked<'r>>,
}

#[derive(Serialize)]
struct Checked<'r> {
    file: &'r str,
    kind: &'r str,
    valid: bool,
    diagnostics: Vec<Entry<'r>>,
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
/// Lines and columns count from 1, columns count characters, offsets count bytes from 0.
pub fn json(reports: &[Report], release: Release) -> String {
    let files = reports
        .iter()
        .map(|report| Checked {
            file: report.file(),
            kind: report.kind().as_str(),
            valid: report.is_valid(),
            diagnostics: report.diagnostics().iter().map(|diagnostic| entry(report, diagnostic)).collect(),
        })
        .collect();
    let document = Document { version: VERSION, release: release.as_str(), files };
    // Texts, numbers and lists always become JSON.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
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
