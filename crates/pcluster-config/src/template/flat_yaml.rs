//! Reading a flat YAML file of `NAME: value` lines, each value with its text as it was written.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Tag};

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Path, Span};

use super::layout::{Findings, Place};
use super::placeholder::is_name;
use super::rule;
use super::variables::{Origin, Variables};
use super::yaml;

/// Reads the variables of a flat YAML file and reports what is none.
pub(super) fn read(variables: &mut Variables, file: &Arc<str>, text: &str) -> Findings {
    let mut reader = Reader {
        variables,
        file,
        text,
        found: Findings { is_closed: true, ..Findings::default() },
        lines: HashMap::new(),
        key: Key::Expected,
        depth: 0,
        documents: 0,
    };
    for event in Parser::new_from_str_with_options(text, yaml::options()) {
        match event {
            Ok((event, span)) => reader.event(&event, &span),
            Err(error) => {
                let problem = "the variables file is not YAML";
                let help = format!("the rest of it was not read: {}", yaml::explain(&error));
                reader.report(rule::VARIABLES_NOT_YAML, yaml::place(&error, text), problem, help);
                reader.found.is_closed = false;
                break;
            }
        }
    }
    reader.found
}

/// Which of a key and its value comes next.
enum Key {
    Expected,
    /// The value of this key, with its place and line; `None` after a key that was reported.
    Seen(Option<(String, Span, usize)>),
}

struct Reader<'a> {
    variables: &'a mut Variables,
    file: &'a Arc<str>,
    text: &'a str,
    found: Findings,
    lines: HashMap<String, usize>,
    key: Key,
    /// How many collections are open.
    depth: usize,
    documents: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: &granit_parser::Span) {
        let place = yaml::range(span, self.text);
        match event {
            Event::DocumentStart(..) => {
                self.depth = 0;
                self.documents += 1;
                if self.documents == 2 {
                    let help = "remove the second document, or give it as a file of its own";
                    self.report(rule::NOT_A_SCALAR, place, "a variables file holds one document", help);
                }
            }
            // A second document was reported; what it says does not count.
            _ if self.documents > 1 => {}
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let mapping = matches!(event, Event::MappingStart(..));
                match self.depth {
                    0 if mapping => {
                        // In block style there is nothing that opens it.
                        let opens = self.text.get(place.start..).is_some_and(|rest| rest.starts_with('{'));
                        self.found.braces = opens.then_some(place);
                    }
                    0 => {
                        self.not_flat(place);
                        // Nothing inside is a key.
                        self.depth += 1;
                    }
                    1 => self.nested(if mapping { "a mapping" } else { "a list" }, place),
                    _ => {}
                }
                self.depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(braces) = self.found.braces.as_mut().filter(|_| self.depth == 0) {
                    braces.end = place.end;
                }
            }
            Event::Scalar(text, style, _, tag) => {
                let written = place.start < place.end || *style != ScalarStyle::Plain;
                match self.depth {
                    0 if written => self.not_flat(place),
                    1 => self.scalar(if written { text } else { "" }, *style, tag.as_deref(), span),
                    _ => {}
                }
            }
            Event::Alias(_) if self.depth == 1 => self.nested("a reference", place),
            _ => {}
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: &granit_parser::Span) {
        let place = yaml::range(span, self.text);
        match std::mem::replace(&mut self.key, Key::Expected) {
            Key::Expected => self.key = Key::Seen(self.name(text, place, span.start.line())),
            Key::Seen(None) => {}
            Key::Seen(Some((name, key, line))) => {
                let value =
                    if style == ScalarStyle::Plain && text.is_empty() { Span::at(key.end) } else { place };
                self.found.places.push(Place { name: name.clone(), key, value, line });
                let null = style == ScalarStyle::Plain && matches!(text, "~" | "null" | "Null" | "NULL");
                let text = if null && tag.is_none() { "" } else { text };
                let origin = Origin::File { name: Arc::clone(self.file), line };
                if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
                    self.variables.lose(&name, origin);
                    let help = "write the value itself; tags mean nothing here";
                    self.report(rule::NOT_A_SCALAR, place, format!("the value of `{name}` has a tag"), help);
                } else if !self.variables.assign(&name, text, origin) {
                    let help = "a value has at most 128 KiB, all of them together 16 MiB";
                    let problem = format!("the value of `{name}` is too large");
                    self.report(rule::VARIABLES_TOO_LARGE, place, problem, help);
                }
            }
        }
    }

    fn name(&mut self, text: &str, place: Span, line: usize) -> Option<(String, Span, usize)> {
        if !is_name(text) {
            let help = "use letters, digits and `_`, and no digit first";
            self.report(rule::BAD_NAME, place, "a key here is not the name of a variable", help);
            return None;
        }
        if let Some(first) = self.lines.insert(text.to_owned(), line) {
            let help = format!("line {first} sets it before; keep one of them");
            self.report(rule::DUPLICATE, place, format!("`{text}` is set twice"), help);
        }
        Some((text.to_owned(), place, line))
    }

    /// A collection or an alias stands among the keys and values.
    fn nested(&mut self, what: &str, place: Span) {
        let help = "write one `NAME: value` line for each variable";
        match std::mem::replace(&mut self.key, Key::Expected) {
            Key::Expected => {
                self.report(rule::BAD_NAME, place, format!("a key here is {what}"), help);
                self.key = Key::Seen(None);
            }
            Key::Seen(None) => {}
            Key::Seen(Some((name, key, line))) => {
                self.variables.lose(&name, Origin::File { name: Arc::clone(self.file), line });
                self.found.places.push(Place { name: name.clone(), key, value: Span::at(key.end), line });
                let problem = format!("the value of `{name}` is {what} instead of a text");
                self.report(rule::NOT_A_SCALAR, key, problem, help);
            }
        }
    }

    fn not_flat(&mut self, place: Span) {
        let help = "write one `NAME: value` line for each variable";
        self.report(rule::NOT_A_SCALAR, place, "the variables file does not map names to values", help);
    }

    fn report(
        &mut self,
        rule: &'static str,
        place: Span,
        problem: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic =
            Diagnostic::new(rule, Severity::Error, Path::root(), problem).at(place, "").help(help);
        self.found.diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Variables, Vec<(&'static str, String, usize)>) {
        let mut variables = Variables::new();
        let diagnostics = variables.read_yaml("config.yaml", text);
        let problems = diagnostics
            .into_iter()
            .map(|problem| (problem.rule, problem.message, problem.span.unwrap_or_default().start))
            .collect();
        (variables, problems)
    }

    fn pairs(variables: &Variables) -> Vec<(&str, &str, String)> {
        variables.iter().map(|one| (one.name(), one.value(), one.origin().to_string())).collect()
    }

    #[test]
    fn a_value_is_the_text_as_written() {
        let text = "# the cluster\nCLUSTER_NAME: ml-cluster # mine\r\nMODE: 010\nYES: yes\nTIME: 1:30\n\
                    OWNER: 012345678901\nNUM: \"3\"\nHASH: 'it''s #1'\nURL: s3://b/x#y\nEMPTY:\nNONE: ~\nTAGGED: !!str 7\n\
                    TWO: a\n  b\nBLOCK: |\n  x\n  y\nREF: ${OTHER}\nESCAPED: \"a\\tb\"\nLAST: \"\"";
        let (variables, problems) = read_text(text);
        assert_eq!(problems, []);
        let values: Vec<_> = pairs(&variables).into_iter().map(|(name, value, _)| (name, value)).collect();
        assert_eq!(
            values,
            [
                ("CLUSTER_NAME", "ml-cluster"),
                ("MODE", "010"),
                ("YES", "yes"),
                ("TIME", "1:30"),
                ("OWNER", "012345678901"),
                ("NUM", "3"),
                ("HASH", "it's #1"),
                ("URL", "s3://b/x#y"),
                ("EMPTY", ""),
                ("NONE", ""),
                ("TAGGED", "7"),
                ("TWO", "a b"),
                ("BLOCK", "x\ny\n"),
                ("REF", "${OTHER}"),
                ("ESCAPED", "a\tb"),
                ("LAST", ""),
            ]
        );
        assert_eq!(pairs(&variables)[2].2, "line 4 of config.yaml");
    }

    #[test]
    fn json_and_empty_files_are_read() {
        let (variables, problems) = read_text("{\"A\": \"x\",\n \"B\": 3}");
        assert_eq!(problems, []);
        assert_eq!(
            pairs(&variables),
            [("A", "x", "line 1 of config.yaml".into()), ("B", "3", "line 2 of config.yaml".into())]
        );
        for text in ["", "# nothing\n", "\u{feff}", "---\n", "{}"] {
            assert_eq!(read_text(text).1, [], "{text:?}");
        }
    }

    #[test]
    fn what_is_not_flat_is_reported_and_the_rest_is_read() {
        let text =
            "A: {x: 1}\nB: [1, {C: 2}]\nD: &d 1\nE: *d\nF: !Ref x\nbad-name: 1\n? [k]\n: v\nD: 2\nG: 3\n";
        let (variables, problems) = read_text(text);
        let found: Vec<_> = problems.iter().map(|(rule, message, _)| (*rule, message.as_str())).collect();
        assert_eq!(
            found,
            [
                (rule::NOT_A_SCALAR, "the value of `A` is a mapping instead of a text"),
                (rule::NOT_A_SCALAR, "the value of `B` is a list instead of a text"),
                (rule::NOT_A_SCALAR, "the value of `E` is a reference instead of a text"),
                (rule::NOT_A_SCALAR, "the value of `F` has a tag"),
                (rule::BAD_NAME, "a key here is not the name of a variable"),
                (rule::BAD_NAME, "a key here is a list"),
                (rule::DUPLICATE, "`D` is set twice"),
            ]
        );
        let names: Vec<_> = variables.iter().map(super::super::Variable::name).collect();
        assert_eq!(names, ["D", "G"]);
    }

    #[test]
    fn what_is_no_mapping_or_no_yaml_is_reported() {
        for (text, rule) in [
            ("- A: 1\n- B: 2", rule::NOT_A_SCALAR),
            ("just text", rule::NOT_A_SCALAR),
            ("A: 1\n---\nB: 2", rule::NOT_A_SCALAR),
            ("A: 1\n B: 2", rule::VARIABLES_NOT_YAML),
            ("A: 'x", rule::VARIABLES_NOT_YAML),
            ("A: @x", rule::VARIABLES_NOT_YAML),
        ] {
            let (variables, problems) = read_text(text);
            assert_eq!(problems.iter().map(|problem| problem.0).collect::<Vec<_>>(), [rule], "{text}");
            assert!(variables.get("B").is_none());
        }
    }

    #[test]
    fn hostile_files_end_soon() {
        assert_eq!(read_text(&format!("A: {}", "[".repeat(100_000))).1.len(), 2);
        let many: Vec<String> = (0..50_000).map(|index| format!("V{index}: x")).collect();
        assert_eq!(read_text(&many.join("\n")).0.len(), 50_000);
    }
}
