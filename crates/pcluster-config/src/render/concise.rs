//! One line for each problem.

use std::fmt::Write;

use crate::diagnostic::Report;

use super::printable::one_line;

/// One line for each problem: `file:line:column: severity[rule]: message (key path)`.
pub fn concise(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in report.diagnostics() {
        let place = diagnostic.span.and_then(|span| report.position(span.start));
        let place = place.map(|place| format!("{}:{}:", place.line, place.column)).unwrap_or_default();
        let path = match diagnostic.path.to_string() {
            path if path.is_empty() => String::new(),
            path => format!(" ({})", one_line(&path)),
        };
        let (file, message) = (one_line(report.file()), one_line(&diagnostic.message));
        // Writing to a text does not fail.
        let _ = writeln!(out, "{file}:{place} {}[{}]: {message}{path}", diagnostic.severity, diagnostic.rule);
    }
    out
}
