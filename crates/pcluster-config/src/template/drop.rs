//! Dropping the sections whose variables are not set.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Path, Span, Step};

use super::cut::Mapping;
use super::key_pattern::KeyPattern;
use super::rule;
use super::tree::{Kind, Node, Tree};

/// A section that is not in the filled template, since a variable in it is not set or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedSection {
    /// The path of its key in the template.
    pub path: Path,
    /// The part of the template that went.
    pub span: Span,
    /// The names of the variables.
    pub variables: Vec<String>,
}

/// What is dropped.
#[derive(Default)]
pub(super) struct Drops {
    pub(super) sections: Vec<DroppedSection>,
    /// The parts of the template that go, in their order.
    pub(super) spans: Vec<Span>,
    /// The first events of the entries that go, and the events behind their last.
    pub(super) events: BTreeMap<usize, usize>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Drops {
    /// Whether an event belongs to what is dropped.
    pub(super) fn contains(&self, event: usize) -> bool {
        self.events.range(..=event).next_back().is_some_and(|(_, end)| event < *end)
    }

    /// Whether an offset is in a part that goes.
    pub(super) fn covers(&self, offset: usize) -> bool {
        let before = self.spans.partition_point(|span| span.start <= offset).checked_sub(1);
        before.and_then(|last| self.spans.get(last)).is_some_and(|span| offset < span.end)
    }
}

/// Finds what is to be dropped. `open` has the names of the variables without a value, by the scalar's event.
pub(super) fn drops(
    template: &str,
    tree: &Tree<'_>,
    patterns: &[KeyPattern],
    open: &BTreeMap<usize, Vec<&str>>,
) -> Drops {
    let mut drops = Drops::default();
    if patterns.is_empty() {
        return drops;
    }
    let mut seen = BTreeSet::new();
    for node in &tree.nodes {
        if !matches!(node.kind, Kind::Mapping { .. }) {
            continue;
        }
        let entries: Vec<(usize, usize)> =
            node.children.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
        let gone: Vec<usize> = (0..entries.len())
            .filter(|entry| {
                entries.get(*entry).is_some_and(|(key, value)| {
                    let (Some(key), Some(value)) = (tree.nodes.get(*key), tree.nodes.get(*value)) else {
                        return false;
                    };
                    matches_any(template, tree, patterns, value, key, &mut seen)
                        && open.range(value.first_event..value.end_event).next().is_some()
                })
            })
            .collect();
        if !gone.is_empty() && !drops.contains(node.first_event) {
            let entries = Mapping { template, tree, node, entries: &entries };
            drops.take(&entries, &gone, open);
        }
    }
    drops.spans.sort_unstable();
    drops.sections.sort_by_key(|section| section.span.start);
    for (_, pattern) in patterns.iter().enumerate().filter(|(index, _)| !seen.contains(index)) {
        drops.diagnostics.push(
            Diagnostic::new(
                rule::DROP_UNMATCHED,
                Severity::Info,
                Path::root(),
                format!("the template has no section `{pattern}` that could be dropped"),
            )
            .help("compare the name with the keys of the template"),
        );
    }
    drops
}

fn matches_any(
    template: &str,
    tree: &Tree<'_>,
    patterns: &[KeyPattern],
    value: &Node,
    key: &Node,
    seen: &mut BTreeSet<usize>,
) -> bool {
    let name = tree.name(key, template);
    let mut path = None;
    let mut any = false;
    for (index, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| pattern.last() == name) {
        if pattern.matches(path.get_or_insert_with(|| tree.path(value, template))) {
            seen.insert(index);
            any = true;
        }
    }
    any
}

impl Drops {
    /// Drops the entries of a mapping, each with its neighbours that go as well.
    fn take(&mut self, mapping: &Mapping<'_>, gone: &[usize], open: &BTreeMap<usize, Vec<&str>>) {
        for run in runs(gone) {
            let whole = gone.len() == mapping.entries.len();
            match mapping.cut(&run).filter(|_| !whole) {
                Some(span) => {
                    self.spans.push(span);
                    for entry in run {
                        self.record(mapping, entry, span, open);
                    }
                }
                None => self.refuse(mapping, *run.start(), whole),
            }
        }
    }

    fn record(&mut self, mapping: &Mapping<'_>, entry: usize, span: Span, open: &BTreeMap<usize, Vec<&str>>) {
        let nodes = &mapping.tree.nodes;
        let Some((key, value)) = mapping.entries.get(entry) else { return };
        let (Some(key), Some(value)) = (nodes.get(*key), nodes.get(*value)) else { return };
        self.events.insert(key.first_event, value.end_event);
        let mut variables: Vec<String> = Vec::new();
        for name in open.range(value.first_event..value.end_event).flat_map(|(_, names)| names) {
            if !variables.iter().any(|known| known == name) {
                variables.push((*name).to_owned());
            }
        }
        self.sections.push(DroppedSection {
            path: mapping.tree.path(value, mapping.template),
            span,
            variables,
        });
    }

    fn refuse(&mut self, mapping: &Mapping<'_>, entry: usize, whole: bool) {
        let nodes = &mapping.tree.nodes;
        let key = mapping.entries.get(entry).and_then(|(key, _)| nodes.get(*key));
        let Some(key) = key else { return };
        let path = mapping.tree.path(key, mapping.template);
        let name = mapping.tree.name(key, mapping.template);
        let around = mapping.tree.path(mapping.node, mapping.template);
        let (problem, label, help) = if whole && around.is_root() {
            let label = String::from("nothing would be left of the template");
            (format!("`{name}` cannot be dropped"), label, String::from("set its variables"))
        } else if whole {
            let label = format!("nothing would be left in `{around}`");
            let help = match around.steps().last() {
                Some(Step::Key(outer)) => {
                    format!("drop `{outer}` as a whole, or set the variables of `{name}`")
                }
                _ => format!("set the variables of `{name}`, or keep another key beside it"),
            };
            (format!("`{name}` cannot be dropped"), label, help)
        } else {
            let help = String::from(
                "write the section on lines of its own, without `?`, an anchor or a tag at its key",
            );
            (format!("`{name}` cannot be dropped"), String::from("the text around it depends on it"), help)
        };
        self.diagnostics.push(
            Diagnostic::new(rule::CANNOT_DROP, Severity::Error, path, problem).at(key.span, label).help(help),
        );
    }
}

/// Puts neighbours together.
fn runs(entries: &[usize]) -> Vec<RangeInclusive<usize>> {
    let mut runs: Vec<RangeInclusive<usize>> = Vec::new();
    for entry in entries {
        match runs.last_mut() {
            Some(run) if run.end() + 1 == *entry => *run = *run.start()..=*entry,
            _ => runs.push(*entry..=*entry),
        }
    }
    runs
}

#[cfg(test)]
#[path = "drop_tests.rs"]
mod tests;
