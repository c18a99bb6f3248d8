//! Saying what is wrong with a template.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Path, Span};

use super::placeholder::Problem;
use super::resolve::Outcome;
use super::rule;
use super::substitute::Unfit;
use super::tree::{Node, Tree};
use super::variables::{Lookup, Variables};

/// More problems than this help nobody.
const MAX_DIAGNOSTICS: usize = 10_000;
/// For how many names similar ones are looked for, and among how many.
const MAX_HINTS: usize = 100;
const MAX_CANDIDATES: usize = 10_000;
/// Longer names are not compared with others.
const MAX_NAME: usize = 64;

/// Collects the problems of one template.
pub(super) struct Reporter<'a> {
    template: &'a str,
    tree: &'a Tree<'a>,
    variables: &'a Variables,
    diagnostics: Vec<Diagnostic>,
    errors: bool,
    left_out: usize,
    hints: HashMap<String, String>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(template: &'a str, tree: &'a Tree<'a>, variables: &'a Variables) -> Self {
        Self {
            template,
            tree,
            variables,
            diagnostics: Vec::new(),
            errors: false,
            left_out: 0,
            hints: HashMap::new(),
        }
    }

    /// Whether something is wrong that keeps the text from being used.
    pub(super) fn has_errors(&self) -> bool {
        self.errors
    }

    pub(super) fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }

    /// All problems in the order of the text.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span.map_or(usize::MAX, |span| span.start));
        if self.left_out > 0 {
            let problem = format!("{} further problems are left out", self.left_out);
            self.diagnostics.push(
                Diagnostic::new(rule::TOO_LARGE, Severity::Error, Path::root(), problem)
                    .help("solve those that are listed first"),
            );
        }
        self.diagnostics
    }

    /// Reports the placeholders of a scalar that have no value.
    pub(super) fn outcomes(&mut self, node: &Node, outcomes: &[Outcome<'_, '_>]) {
        for outcome in outcomes {
            if let Some((span, problem)) = outcome.bad {
                self.bad(node, span, problem);
            }
            for (name, span) in &outcome.missing {
                self.unset(node, name, *span);
            }
        }
    }

    fn bad(&mut self, node: &Node, span: Span, problem: Problem) {
        let message = "this begins like a placeholder, but is none that can be filled";
        self.push(
            Diagnostic::new(rule::BAD_PLACEHOLDER, Severity::Error, self.path(node), message)
                .at(span, problem.label())
                .help(problem.help()),
        );
    }

    fn unset(&mut self, node: &Node, name: &str, span: Span) {
        let help = self.hint(name);
        let message = format!("`{name}` is not set");
        self.push(
            Diagnostic::new(rule::UNSET_VARIABLE, Severity::Error, self.path(node), message)
                .at(span, "there is nothing to put in here")
                .help(help),
        );
    }

    pub(super) fn unfit(&mut self, node: &Node, span: Span, unfit: Unfit) {
        self.push(
            Diagnostic::new(
                rule::UNFIT_VALUE,
                Severity::Error,
                self.path(node),
                "a value does not fit in its place",
            )
            .at(span, unfit.label())
            .help(unfit.help()),
        );
    }

    pub(super) fn misplaced(&mut self, span: Span) {
        let message = "a placeholder stands where YAML has no value";
        self.push(
            Diagnostic::new(rule::MISPLACED_PLACEHOLDER, Severity::Error, Path::root(), message)
                .at(span, "part of a tag, an anchor, an alias or a directive")
                .help("write it as a key, an item or a value"),
        );
    }

    /// Reports that the filled template is not what it should be, at an event of the shadow.
    pub(super) fn structure(&mut self, event: usize) {
        let node = self.tree.nodes.partition_point(|node| node.first_event <= event).checked_sub(1);
        let node = node.and_then(|node| self.tree.nodes.get(node));
        let path = node.map_or_else(Path::root, |node| self.path(node));
        let span = node.map(|node| node.span);
        self.push(
            Diagnostic::new(
                rule::STRUCTURE,
                Severity::Error,
                path,
                "putting the values in would change more than the values",
            )
            .at(span, "nothing was put in, since from here on the text would be another one")
            .help("set a shorter or simpler value, or drop less; if neither helps, please report this"),
        );
    }

    fn path(&self, node: &Node) -> Path {
        self.tree.path(node, self.template)
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.errors |= diagnostic.severity == Severity::Error;
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// What to do about a variable that is not set.
    fn hint(&mut self, name: &str) -> String {
        if let Some(hint) = self.hints.get(name) {
            return hint.clone();
        }
        if let Lookup::Unreadable(origin) = self.variables.lookup(name) {
            return format!(
                "{origin} sets it to something that cannot be read; write the value there or use `--set`"
            );
        }
        let search = self.hints.len() < MAX_HINTS && name.len() <= MAX_NAME;
        let similar = if search { self.similar(name) } else { Vec::new() };
        let question = if similar.is_empty() {
            String::new()
        } else {
            format!("did you mean {}? ", similar.join(" or "))
        };
        let mut files: Vec<&str> = self.variables.files().take(6).collect();
        if files.len() > 5 {
            files.truncate(5);
            files.push("...");
        }
        let hint = if files.is_empty() {
            format!("{question}no variables file was read: give one, or use `--set`")
        } else {
            format!("{question}it is not in {}: add it there, or use `--set`", files.join(", "))
        };
        if search {
            self.hints.insert(name.to_owned(), hint.clone());
        }
        hint
    }

    /// The names most like this one, in backticks, the nearest first.
    fn similar(&self, name: &str) -> Vec<String> {
        let plain = |name: &str| name.replace('_', "").to_ascii_uppercase();
        let wanted = plain(name);
        let most = (wanted.len() / 5).max(1);
        let mut similar: Vec<(usize, &str)> = self
            .variables
            .iter()
            .take(MAX_CANDIDATES)
            .map(super::variables::Variable::name)
            .filter(|known| known.len() <= MAX_NAME && known.len().abs_diff(name.len()) <= most + 3)
            .map(|known| (strsim::damerau_levenshtein(&wanted, &plain(known)), known))
            .filter(|(distance, _)| *distance <= most)
            .collect();
        similar.sort_unstable();
        similar.into_iter().take(3).map(|(_, known)| format!("`{known}`")).collect()
    }
}
