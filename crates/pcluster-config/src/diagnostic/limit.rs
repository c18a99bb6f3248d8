//! How much is said about one text.

use std::collections::HashSet;

use crate::location::Path;
use crate::source::MAX_PROBLEMS;

use super::{Diagnostic, Report, Severity};

impl Report {
    /// Leaves the first problems where there are too many, and says so.
    pub(crate) fn limit(&mut self) {
        let diagnostics = &mut self.diagnostics;
        let mut seen = HashSet::new();
        diagnostics
            .retain(|diagnostic| seen.insert((diagnostic.rule, diagnostic.path.clone(), diagnostic.span)));
        // What an anchor holds is judged wherever an alias brings it, but said once.
        let mut said = HashSet::new();
        diagnostics.retain(|found| {
            let is_shape = found.is_shape_error() || found.span.is_none();
            is_shape || said.insert((found.rule, found.span, found.message.clone()))
        });
        if diagnostics.len() >= MAX_PROBLEMS {
            diagnostics.truncate(MAX_PROBLEMS);
            let message = format!("there are more problems; the first {MAX_PROBLEMS} are shown");
            let last = diagnostics.last().and_then(|diagnostic| diagnostic.span);
            diagnostics
                .push(Diagnostic::new("more-problems", Severity::Info, Path::root(), message).at(last, ""));
        }
    }
}
