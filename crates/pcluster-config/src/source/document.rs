//! Documents of other kinds than the official tool's configurations, read by the same means.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::allow::Allows;
use crate::diagnostic::{About, Diagnostic, Report, Severity};
use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::location::{Path, Span};
use crate::rules::Rulebook;
use crate::schema::{DocumentSchema, Grammar};

use super::check::check;
use super::parse::parse;
use super::prepared::Prepared;
use super::read::{finish, is_text, root_map, text_of};
use super::sites::Surveyed;
use super::tree::{Kind, NodeId, Tree};

/// A document that was read.
#[derive(Debug)]
pub struct Document<T> {
    report: Report,
    value: Option<T>,
    places: Places,
    allows: Allows,
    book: Rulebook,
}

/// Where the keys of a document stand.
#[derive(Clone, Debug, Default)]
pub struct Places {
    known: HashMap<Path, Placed>,
}

#[derive(Clone, Copy, Debug)]
struct Placed {
    span: Option<Span>,
    value: Option<Span>,
    sure: bool,
}

/// Reads a document. `name` is what the report calls it; nothing is read from there. `book` has the rules that comments
/// may name.
///
/// Every problem with the text, its keys, types and limits is reported at once, in its place. The value is there if the
/// text is a map of keys at all: what is wrong in it was replaced by something possible, and [`Places::is_sure`] tells.
pub fn read_document<T: DeserializeOwned>(
    name: &str,
    bytes: &[u8],
    schema: &DocumentSchema,
    book: Rulebook,
) -> Document<T> {
    let mut document = Document {
        report: Report::new(name, ConfigKind::Cluster, Release::newest()),
        value: None,
        places: Places::default(),
        allows: Allows::default(),
        book,
    };
    document.report.about = About::Job;
    if let Some(text) = text_of(bytes, schema.word(), &mut document.report) {
        document.read(text, Grammar::Custom(schema));
    }
    for problem in &mut document.report.diagnostics {
        in_own_words(problem);
    }
    document
}

/// Brings a value that was built in code through the same checks. There are no places then.
pub fn check_document<T: Serialize + DeserializeOwned>(
    value: &T,
    schema: &DocumentSchema,
    book: Rulebook,
) -> Document<T> {
    let text = serde_saphyr::to_string(value).unwrap_or_default();
    let mut document = read_document("", text.as_bytes(), schema, book);
    document.places.known.values_mut().for_each(|placed| (placed.span, placed.value) = (None, None));
    document.report.forget_text();
    document
}

impl<T> Document<T> {
    /// The value; `None` where the text is not even a map of keys.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Where its keys stand.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// What was found so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Whether a placeholder such as `${NAME}` stands where it is no value yet: the document is a template.
    pub fn is_template(&self) -> bool {
        self.report.is_template
    }

    /// The whole report: what was found in the text, what else was found in the document, without what its comments
    /// allow. The value, if nothing is wrong with the text.
    pub fn finish(mut self, found: Vec<Diagnostic>) -> (Report, Option<T>) {
        let is_whole = !self.report.is_template
            && self.report.diagnostics.iter().all(|problem| problem.severity != Severity::Error);
        self.report.diagnostics.extend(found);
        // A placeholder keeps rules from speaking.
        let all_rules_spoke = !self.report.has_placeholders;
        self.allows.apply(&mut self.report, all_rules_spoke, self.book);
        let text = self.report.text().unwrap_or_default().to_owned();
        finish(&text, &mut self.report);
        (self.report, self.value.filter(|_| is_whole))
    }
}

impl<T: DeserializeOwned> Document<T> {
    fn read(&mut self, text: &str, grammar: Grammar<'_>) {
        if !is_text(text, &mut self.report) {
            return;
        }
        let prepared = Prepared::new(text);
        let mut parsed = parse(&prepared);
        let Some(root) = root_map(&mut parsed, text, grammar, &mut self.report) else { return };
        self.allows = Allows::read(&parsed.comments, self.book);
        let checked = check(&parsed.tree, root, text, grammar);
        self.report.diagnostics.extend(checked.problems);
        self.report.is_template = parsed.excused || checked.excused;
        let surveyed = Surveyed { tree: &parsed.tree, root, ignored: &checked.ignored, text };
        let errors = self.report.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        self.value = surveyed.decode(errors || self.report.is_template);
        let mut unsure = checked.unsure;
        unsure.extend(checked.placeholders.iter().filter(|_| self.report.is_template));
        // The document itself is unsure when a key of it is.
        unsure.remove(&root);
        let mut survey = Survey { surveyed: &surveyed, unsure: &unsure, places: &mut self.places };
        survey.visit(root, Path::root(), Span::at(parsed.tree.span(root).start), true);
    }
}

impl Places {
    /// What to point at for a key: the key with its value if both are on one line, else the key alone. `None` where there
    /// is no such key, or no text.
    pub fn span(&self, path: &Path) -> Option<Span> {
        self.known.get(path)?.span
    }

    /// The value of a key, if it is a single one that can be exchanged.
    pub fn value(&self, path: &Path) -> Option<Span> {
        self.known.get(path)?.value
    }

    /// Whether a key is there and means what its value says: it is of the right shape, and holds no placeholder.
    pub fn is_sure(&self, path: &Path) -> bool {
        self.known.get(path).is_some_and(|placed| placed.sure)
    }
}

/// The way through a tree.
struct Survey<'s, 'a, 't> {
    surveyed: &'s Surveyed<'a, 't>,
    unsure: &'s HashSet<NodeId>,
    places: &'s mut Places,
}

/// More places than this are not kept: no document that somebody wrote has so many.
const MOST_PLACES: usize = 100_000;

impl Survey<'_, '_, '_> {
    fn visit(&mut self, node: NodeId, path: Path, span: Span, sure: bool) {
        if self.places.known.len() >= MOST_PLACES {
            return;
        }
        let tree: &Tree<'_> = self.surveyed.tree;
        let sure = sure && !self.unsure.contains(&node);
        let mut value = None;
        match tree.kind(node) {
            Kind::Map(entries) => {
                for entry in entries {
                    let span = self.surveyed.entry_span(entry);
                    self.visit(entry.value, path.key(entry.key.as_str()), span, sure);
                }
            }
            Kind::List(items) | Kind::Set(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(*item, path.index(index), self.surveyed.item_span(*item), sure);
                }
            }
            _ => value = Some(tree.span(node)),
        }
        self.places.known.insert(path, Placed { span: Some(span), value, sure });
    }
}

/// Takes out of a problem what is true only of the official tool's configurations.
fn in_own_words(problem: &mut Diagnostic) {
    problem.official = None;
    problem.message = problem.message.replace(" by ParallelCluster", "");
    if problem.rule == "yaml-malformed-scalar" {
        problem.message = problem.message.replace("the official loader refuses", "nothing here takes");
    }
}
