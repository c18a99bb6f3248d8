//! Problems for people, with the line they stand in.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, KINDS, Report, SETTINGS_KINDS, Severity};
use crate::location::{Position, Span};
use crate::template::rule::KINDS as TEMPLATE_KINDS;

use super::printable::{one_line, printable, visible};

/// How problems are shown to people.
#[derive(Clone, Copy, Debug)]
pub struct HumanOptions {
    /// Whether colours are used.
    pub color: bool,
    /// Width of the terminal in columns.
    pub width: usize,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self { color: false, width: 120 }
    }
}

/// Lines that are further apart than this are shown in snippets of their own.
const FAR_APART: usize = 200;

/// Longer lines are not shown, in bytes.
const LONGEST_LINE: usize = 2000;

/// Every problem with the line it stands in.
pub fn human(report: &Report, options: &HumanOptions) -> String {
    let renderer =
        if options.color { Renderer::styled() } else { Renderer::plain() }.term_width(options.width);
    let mut out = String::new();
    for diagnostic in report.diagnostics() {
        out.push_str(&renderer.render(&[group(report, diagnostic)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'r>(report: &'r Report, diagnostic: &'r Diagnostic) -> Group<'r> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group =
        Group::with_title(level.primary_title(printable(&diagnostic.message)).id(diagnostic.rule));
    match (report.text(), diagnostic.span) {
        (Some(_), Some(span)) => {
            let lines = [span].into_iter().chain(diagnostic.related.iter().filter_map(|label| label.span));
            if lines
                .map(|span| report.line_around(span.start))
                .any(|line| line.end - line.start > LONGEST_LINE)
            {
                // What is shown of such a line would hide the rest of the report.
                let place = report.position(span.start).unwrap_or_default();
                let origin = Origin::path(one_line(report.file())).line(place.line).char_column(place.column);
                group = group.element(origin);
            } else {
                for snippet in snippets(report, diagnostic, span) {
                    group = group.element(snippet);
                }
            }
        }
        _ => group = group.element(Origin::path(one_line(report.file()))),
    }
    if !diagnostic.path.is_root() {
        group = group.element(Level::NOTE.with_name("at").message(one_line(&diagnostic.path.to_string())));
    }
    for label in diagnostic.related.iter().filter(|label| label.span.is_none()) {
        group = group.element(Level::NOTE.message(format!("{}: {}", label.path, printable(&label.message))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    // What a kind of problem with one key means is plain; a rule has reasons.
    if KINDS.iter().chain(SETTINGS_KINDS).chain(TEMPLATE_KINDS).all(|kind| kind.id != diagnostic.rule) {
        let command = format!("`pclusterctl explain {}`", diagnostic.rule);
        group = group.element(Level::NOTE.with_name("docs").message(command));
    }
    group
}

fn snippets<'r>(
    report: &'r Report,
    diagnostic: &'r Diagnostic,
    span: Span,
) -> Vec<Snippet<'r, Annotation<'r>>> {
    let related = diagnostic.related.iter().filter_map(|label| Some((label.span?, label.message.as_str())));
    let (near, far): (Vec<_>, Vec<_>) = related.partition(|(other, _)| {
        let line = |offset| report.position(offset).map_or(0, |place| place.line);
        line(other.start).abs_diff(line(span.start)) <= FAR_APART
    });
    let mut marks = vec![(AnnotationKind::Primary, span, diagnostic.label.as_str())];
    marks.extend(near.into_iter().map(|(span, message)| (AnnotationKind::Context, span, message)));
    let mut snippets = vec![snippet(report, &marks)];
    snippets.extend(
        far.into_iter().map(|(span, message)| snippet(report, &[(AnnotationKind::Context, span, message)])),
    );
    snippets
}

/// The lines that the marks stand in; a mark over several lines is cut at the end of its first.
fn snippet<'r>(report: &'r Report, marks: &[(AnnotationKind, Span, &'r str)]) -> Snippet<'r, Annotation<'r>> {
    let place = |offset| report.position(offset).unwrap_or(Position { line: 1, column: 1, offset: 0 });
    let starts = marks.iter().map(|(_, span, _)| place(span.start));
    let first = starts.clone().min_by_key(|start| start.offset).unwrap_or_default();
    let last = starts.max_by_key(|start| start.offset).unwrap_or_default();
    let from = report.line_around(first.offset).start;
    let to = report.line_around(last.offset).end;
    let annotations = marks.iter().map(|(kind, span, label)| {
        let start = place(span.start).offset.max(from);
        let end = place(span.end).offset.min(report.line_around(start).end).max(start);
        let annotation = kind.span(start - from..end - from);
        if label.is_empty() { annotation } else { annotation.label(printable(label)) }
    });
    let source = match report.shown(from, to) {
        Cow::Borrowed(text) => visible(text),
        Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
    };
    Snippet::source(source)
        .path(one_line(report.file()))
        .line_start(first.line.max(1))
        .annotations(annotations)
}
