//! Any values in any template, `VALUES NUL TEMPLATE`: filling never panics, and says only what it can point at.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pcluster_config::diagnostic::Diagnostic;
use pcluster_config::template::{RenderOptions, Rendered, Variables, render};
use pcluster_config::{Options, check_bytes};

const NAMES: [&str; 3] = ["values.sh", "values.yaml", "values"];

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (values, template) = text.split_once('\0').unwrap_or(("", text));
    for name in NAMES {
        let mut variables = Variables::new();
        spans_are_in(values, &variables.read_file(name, values));
        for drop_unset in [vec![], vec!["CapacityReservationTarget".parse().expect("it is a key")]] {
            let rendered = render("template.yaml", template, &variables, &RenderOptions { drop_unset });
            is_sound(&rendered, template, &variables);
        }
    }
});

fn is_sound(rendered: &Rendered, template: &str, variables: &Variables) {
    spans_are_in(template, &rendered.diagnostics);
    for substitution in &rendered.substitutions {
        let placeholder = template.get(substitution.span.start..substitution.span.end);
        assert!(placeholder.is_some_and(|text| text.starts_with('$')), "{substitution:?}");
    }
    for name in &rendered.unused {
        assert!(variables.get(name).is_some(), "{name:?}");
    }
    if rendered.is_complete() {
        if rendered.substitutions.is_empty() && rendered.dropped.is_empty() {
            assert_eq!(rendered.text, template);
        }
        let _ = check_bytes("rendered.yaml", rendered.text.as_bytes(), &Options::default());
    }
}

fn spans_are_in(text: &str, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let related = diagnostic.related.iter().filter_map(|label| label.span);
        for span in diagnostic.span.into_iter().chain(related) {
            assert!(text.get(span.start..span.end).is_some(), "{span:?} is not in the text: {diagnostic:?}");
        }
    }
}
