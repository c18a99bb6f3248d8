//! A template that is being filled.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use granit_parser::ScalarStyle;

use super::block::growth;
use super::drop::{Drops, drops};
use super::key_pattern::KeyPattern;
use super::placeholder::Found;
use super::quote::Context;
use super::render::Substitution;
use super::report::Reporter;
use super::resolve::{Outcome, Resolver};
use super::shadow::Shadow;
use super::sites::Sites;
use super::substitute::{Change, Scalar};
use super::tree::{Kind, Node, Role, Tree};
use super::variables::Variables;
use super::verify::Expectation;

/// What the lines of all block scalars may take up beyond the values, in bytes.
const MAX_INDENTATION: usize = 16 * 1024 * 1024;

/// The template, what its placeholders stand for, and what changes in it.
pub(super) struct Filling<'a> {
    template: &'a str,
    shadow: &'a Shadow,
    tree: &'a Tree<'a>,
    found: &'a [Found<'a>],
    misplaced: &'a [usize],
    scalars: Vec<Filled<'a>>,
    changes: Vec<Change>,
    /// The texts that scalars are to have, by their events.
    texts: HashMap<usize, String>,
    room: usize,
    pub(super) drops: Drops,
    pub(super) substitutions: Vec<Substitution>,
    pub(super) reporter: Reporter<'a>,
}

/// A scalar with placeholders, and what they stand for.
struct Filled<'a> {
    node: &'a Node,
    style: ScalarStyle,
    found: &'a [Found<'a>],
    outcomes: Vec<Outcome<'a, 'a>>,
}

impl<'a> Filling<'a> {
    /// Looks all placeholders up; `None` if the values are larger than any configuration needs.
    pub(super) fn new(
        template: &'a str,
        shadow: &'a Shadow,
        tree: &'a Tree<'a>,
        found: &'a [Found<'a>],
        sites: &'a Sites,
        variables: &'a Variables,
    ) -> Option<Self> {
        let mut resolver = Resolver::new(template, variables);
        let mut fill = |(node, range): &(usize, Range<usize>)| {
            let node = tree.nodes.get(*node)?;
            let Kind::Scalar(style) = node.kind else { return None };
            let found = found.get(range.clone())?;
            let outcomes = found.iter().map(|found| resolver.resolve(found, style)).collect();
            Some(Filled { node, style, found, outcomes })
        };
        let scalars = sites.scalars.iter().filter_map(&mut fill).collect();
        (!resolver.is_exhausted()).then_some(Self {
            template,
            shadow,
            tree,
            found,
            misplaced: &sites.misplaced,
            scalars,
            changes: Vec::new(),
            texts: HashMap::new(),
            room: MAX_INDENTATION,
            drops: Drops::default(),
            substitutions: Vec::new(),
            reporter: Reporter::new(template, tree, variables),
        })
    }

    /// Drops the sections with these keys in which a variable is not set or empty.
    pub(super) fn drop_sections(&mut self, patterns: &[KeyPattern]) {
        let mut open: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for filled in &self.scalars {
            for (found, outcome) in filled.found.iter().zip(&filled.outcomes) {
                let mut names: Vec<&str> = outcome.missing.iter().map(|(name, _)| *name).collect();
                if let (Some(""), Found::Good(placeholder)) = (outcome.value.as_deref(), found) {
                    names.push(placeholder.name);
                }
                if !names.is_empty() {
                    open.entry(filled.node.first_event).or_default().extend(names);
                }
            }
        }
        self.drops = drops(self.template, self.tree, patterns, &open);
        self.reporter.add(std::mem::take(&mut self.drops.diagnostics));
    }

    /// Puts the values in, and reports what is missing or does not fit.
    pub(super) fn fill(&mut self) {
        let scalars = std::mem::take(&mut self.scalars);
        for filled in &scalars {
            if !self.drops.contains(filled.node.first_event) {
                self.reporter.outcomes(filled.node, &filled.outcomes);
                self.put_in(filled);
            }
        }
        for span in self.misplaced.iter().filter_map(|index| self.found.get(*index)).map(Found::span) {
            if !self.drops.covers(span.start) {
                self.reporter.misplaced(span);
            }
        }
    }

    fn put_in(&mut self, filled: &Filled<'a>) {
        if filled.outcomes.iter().all(|outcome| outcome.value.is_none()) {
            return;
        }
        let shadow = self.tree.text(filled.node);
        let Some(pieces) = self.shadow.split(shadow, filled.found) else {
            self.reporter.structure(filled.node.first_event);
            return;
        };
        // What has no value stays as it is beside what has one.
        let values: Vec<_> = filled
            .found
            .iter()
            .zip(&filled.outcomes)
            .map(|(found, outcome)| {
                let span = found.span();
                let written = self.template.get(span.start..span.end).unwrap_or_default();
                (span, outcome.value.as_deref().unwrap_or(written))
            })
            .collect();
        let scalar = Scalar {
            template: self.template,
            span: filled.node.span,
            style: filled.style,
            context: Context { flow: filled.node.in_flow, key: filled.node.role == Role::Key },
            shadow,
            pieces: &pieces,
            values: &values,
            room: self.room,
        };
        let text = scalar.text();
        match scalar.write(&text) {
            Ok(changes) => {
                self.room = self.room.saturating_sub(growth(&scalar));
                self.changes.extend(changes);
                self.texts.insert(filled.node.first_event, text);
                let used = filled.outcomes.iter().filter(|outcome| outcome.value.is_some());
                self.substitutions.extend(used.flat_map(|outcome| &outcome.used).map(
                    |(name, span, origin)| Substitution {
                        name: (*name).to_owned(),
                        span: *span,
                        origin: origin.clone(),
                    },
                ));
            }
            Err((span, unfit)) => self.reporter.unfit(filled.node, span, unfit),
        }
    }

    /// The text with all changes, checked to be the template with its values and nothing else.
    pub(super) fn text(&mut self) -> String {
        let dropped = self.drops.spans.iter().map(|span| Change { span: *span, text: String::new() });
        self.changes.extend(dropped);
        self.changes.sort_by_key(|change| change.span.start);
        let text = self.changed(self.template);
        let expectation = Expectation { tree: self.tree, dropped: &self.drops.events, texts: &self.texts };
        let difference = if self.reporter.has_errors() {
            // What is left of the placeholders may be no YAML; in the shadow it is.
            expectation.first_difference(&self.changed(&self.shadow.text))
        } else {
            expectation.first_difference(&text)
        };
        match difference {
            None => text,
            Some(event) => {
                self.reporter.structure(event);
                self.substitutions.clear();
                self.drops.sections.clear();
                self.template.to_owned()
            }
        }
    }

    fn changed(&self, original: &str) -> String {
        let mut text = String::with_capacity(original.len());
        let mut copied = 0;
        for change in &self.changes {
            text.push_str(original.get(copied..change.span.start).unwrap_or_default());
            text.push_str(&change.text);
            copied = change.span.end;
        }
        text.push_str(original.get(copied..).unwrap_or_default());
        text
    }
}
