//! Workflow commands, which GitHub Actions shows beside the changed lines.

use std::fmt::Write;

use crate::diagnostic::{Report, Severity};

/// One workflow command for each problem
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).
pub fn github(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in report.diagnostics() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        // Writing to a text does not fail.
        let _ = write!(out, "::{command} file={}", property(report.file()));
        let span = diagnostic.span;
        if let (Some(start), Some(end)) = (
            span.and_then(|span| report.position(span.start)),
            span.and_then(|span| report.position(span.end)),
        ) {
            let _ = write!(out, ",line={},endLine={},col={}", start.line, end.line, start.column);
            if end.line == start.line {
                let _ = write!(out, ",endColumn={}", end.column.max(start.column + 1) - 1);
            }
        }
        let _ = write!(out, ",title={}::{}", property(diagnostic.rule), data(&diagnostic.message));
        if !diagnostic.path.is_root() {
            let _ = write!(out, "%0Aat: {}", data(&diagnostic.path.to_string()));
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, "%0Ahelp: {}", data(help));
        }
        out.push('\n');
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
