//! What holds for every report, whatever was checked.

use pcluster_config::Report;
use pcluster_config::diagnostic::{Diagnostic, Edit, HiddenBy, Severity};
use pcluster_config::location::Span;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};
use pcluster_config::rules::Rulebook;

pub fn spans_are_in_the_text(report: &Report) {
    let text = report.text().expect("a text was checked");
    let in_text = |span: Span| text.get(span.start..span.end).is_some();
    for diagnostic in report.diagnostics() {
        for span in spans(diagnostic) {
            assert!(in_text(span), "{span:?} is not in the text of {} bytes: {diagnostic:?}", text.len());
        }
    }
}

fn spans(diagnostic: &Diagnostic) -> Vec<Span> {
    let related = diagnostic.related.iter().filter_map(|label| label.span);
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    diagnostic.span.into_iter().chain(related).chain(edits).collect()
}

pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut mended = String::new();
    let mut copied = 0;
    for edit in edits {
        mended.push_str(text.get(copied..edit.span.start).expect("edits do not overlap"));
        mended.push_str(&edit.text);
        copied = edit.span.end;
    }
    mended.push_str(&text[copied..]);
    mended
}

pub fn errors(report: &Report) -> usize {
    let hidden = report.hidden().iter().map(|hidden| &hidden.diagnostic);
    let all = report.diagnostics().iter().chain(hidden);
    all.filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}

/// Comments hide no errors of shape.
pub fn comments_hide_no_errors_of_shape(report: &Report) {
    for hidden in report.hidden() {
        assert!(matches!(hidden.by, HiddenBy::Comment { .. }));
        assert!(!hidden.diagnostic.is_shape_error(), "{:?}", hidden.diagnostic);
    }
}

pub fn shape_errors(report: &Report) -> usize {
    report.diagnostics().iter().filter(|diagnostic| diagnostic.is_shape_error()).count()
}

pub fn renderers_work(report: &Report, book: Rulebook) {
    human(report, &HumanOptions { color: true, width: 40 });
    human(report, &HumanOptions::default());
    github(report);
    assert_eq!(concise(report).lines().count(), report.diagnostics().len());
    let reports = std::slice::from_ref(report);
    for text in [json(reports, report.release()), sarif(reports, book)] {
        serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON");
    }
}
