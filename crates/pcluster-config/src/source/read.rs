//! The way from bytes, or from a model, to a report.

use serde::Serialize;

use crate::allow::Allows;
use crate::diagnostic::{Config, Diagnostic, Edit, Report, Severity};
use crate::facts::{EmbeddedCatalogue, InstanceCatalogue, Release, UnknownZones, ZoneMap};
use crate::kind::ConfigKind;
use crate::location::Span;
use crate::model::cluster::ClusterConfig;
use crate::model::image::ImageConfig;
use crate::rules::{Facts, Finding, RuleDef, Rulebook, judge_cluster, judge_image};
use crate::schema::Grammar;

use super::check::check;
use super::encoding::{decode, forbidden_characters, shown};
use super::lenient::describe;
use super::parse::{Parsed, parse};
use super::prepared::Prepared;
use super::problems as problem;
use super::sites::Surveyed;
use super::tree::{Kind, NodeId};

/// How a configuration is checked.
///
/// ```
/// use pcluster_config::Options;
///
/// let options = Options { release: "3.14.0".parse().unwrap(), ..Options::default() };
/// assert!(options.kind.is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Options<'f> {
    /// The release it is for; the newest by default.
    pub release: Release,
    /// What it is; by default its keys tell.
    pub kind: Option<ConfigKind>,
    /// The region of files that name none themselves; by default `us-east-1` is assumed for them. The environment, which
    /// decides for the official tool, is never asked.
    pub region: Option<&'f str>,
    /// What is known about instance types; by default the [`EmbeddedCatalogue`].
    pub instances: &'f dyn InstanceCatalogue,
    /// What is known about the zones of subnets; by default nothing, and then several subnets of a queue count as
    /// several zones.
    pub zones: &'f dyn ZoneMap,
    /// The rules that comments may name without being called wrong; by default those about configurations.
    pub rulebook: Rulebook,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            release: Release::default(),
            kind: None,
            region: None,
            instances: &EmbeddedCatalogue,
            zones: &UnknownZones,
            rulebook: Rulebook::configurations(),
        }
    }
}

/// Checks the content of a file. `name` is what the report calls it; nothing is read from there.
///
/// ```
/// use pcluster_config::{Options, check_bytes};
///
/// let report = check_bytes("cluster.yaml", b"Image: { Os: alinux2023 }", &Options::default());
/// assert!(report.diagnostics().iter().any(|problem| problem.path.to_string() == "HeadNode"));
/// ```
pub fn check_bytes(name: &str, bytes: &[u8], options: &Options<'_>) -> Report {
    let kind = options.kind.unwrap_or(ConfigKind::Cluster);
    let mut report = Report::new(name, kind, options.release);
    if let Some(text) = text_of(bytes, "configuration", &mut report) {
        read(text, options, &mut report);
        finish(text, &mut report);
    }
    report
}

/// The text of a file, which the report gets as well; that it is none is reported. `what` it should be is a word.
pub(super) fn text_of<'b>(bytes: &'b [u8], what: &str, report: &mut Report) -> Option<&'b str> {
    match decode(bytes, what) {
        Ok(text) => {
            report.set_text(text);
            Some(text)
        }
        Err(problem) => {
            report.set_text(&shown(bytes, &problem));
            report.diagnostics.push(*problem);
            None
        }
    }
}

/// Puts the problems in order, and leaves what is safe and what is not too much.
pub(super) fn finish(text: &str, report: &mut Report) {
    keep_safe_fixes(text, &mut report.diagnostics);
    report.sort();
    report.limit();
}

/// A text with more control characters than this is no text.
const MOST_CONTROLS: usize = 10;

/// Parses a text and stops there: the measure for what the rest costs. Returns the number of problems.
#[doc(hidden)]
pub fn parse_only(text: &str) -> usize {
    parse(&Prepared::new(text)).problems.len()
}

/// Checks a cluster configuration that was built in code, by the very rules that hold for a text.
pub fn check_cluster(config: &ClusterConfig, options: &Options<'_>) -> Report {
    check_model(config, ConfigKind::Cluster, options)
}

/// Checks an image configuration that was built in code, by the very rules that hold for a text.
pub fn check_image(config: &ImageConfig, options: &Options<'_>) -> Report {
    check_model(config, ConfigKind::Image, options)
}

fn check_model(config: &impl Serialize, kind: ConfigKind, options: &Options<'_>) -> Report {
    let text = serde_saphyr::to_string(config).unwrap_or_default();
    let mut report = check_bytes("", text.as_bytes(), &Options { kind: Some(kind), ..*options });
    report.forget_text();
    report
}

fn read(text: &str, options: &Options<'_>, report: &mut Report) {
    if !is_text(text, report) {
        return;
    }
    let prepared = Prepared::new(text);
    let mut parsed = parse(&prepared);
    let kind = options.kind.unwrap_or_else(|| kind_of(&parsed));
    let grammar = Grammar::Config(kind, report.release);
    let Some(root) = root_map(&mut parsed, text, grammar, report) else { return };
    let allows = Allows::read(&parsed.comments, options.rulebook);
    let tree = &parsed.tree;
    report.kind = kind;
    let checked = check(tree, root, text, grammar);
    report.diagnostics.extend(checked.problems);
    report.is_template = parsed.excused || checked.excused;
    let surveyed = Surveyed { tree, root, ignored: &checked.ignored, text };
    let errors = report.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let whole = !errors && !report.is_template;
    let config = match report.kind {
        ConfigKind::Cluster => surveyed.decode(!whole).map(|config| Config::Cluster(Box::new(config))),
        ConfigKind::Image => surveyed.decode(!whole).map(|config| Config::Image(Box::new(config))),
    };
    let Some(config) = config else { return };
    let facts = Facts::new(&config, options);
    let mut say = |rule: &'static RuleDef, finding: Finding| {
        // What was repaired proves nothing, nor does a placeholder.
        if surveyed.concerns(&finding, &checked.placeholders) {
            report.is_template = true;
        } else if !surveyed.concerns(&finding, &checked.unsure)
            && !surveyed.concerns_missing(&finding, &checked.missing)
        {
            report.diagnostics.push(finding.into_diagnostic(rule, &surveyed));
        }
    };
    match &config {
        Config::Cluster(config) => judge_cluster(config, &facts, &mut say),
        Config::Image(config) => judge_image(config, &facts, &mut say),
    }
    if whole && !report.is_template {
        report.config = Some(config);
    }
    // A placeholder keeps rules from speaking.
    allows.apply(report, !report.has_placeholders, options.rulebook);
}

/// Takes away fixes that would do more than they say: on an alias, behind a tag, over several lines unless whole lines go.
fn keep_safe_fixes(text: &str, diagnostics: &mut [Diagnostic]) {
    let is_safe = |edit: &Edit| {
        let (before, rest) = text.split_at_checked(edit.span.start).unwrap_or_default();
        let old = rest.get(..edit.span.end - edit.span.start).unwrap_or_default();
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        let tagged = line.split_whitespace().last().is_some_and(|word| word.starts_with('!'));
        let removes_lines = edit.text.is_empty() && line.is_empty() && old.ends_with('\n');
        removes_lines || !tagged && !rest.starts_with('*') && !old.contains(['\n', '\r'])
    };
    for diagnostic in diagnostics {
        if diagnostic.fix.as_ref().is_some_and(|fix| !fix.edits.iter().all(is_safe)) {
            diagnostic.fix = None;
        }
    }
}

/// Whether nothing stands in a text that YAML forbids; what does is reported.
pub(super) fn is_text(text: &str, report: &mut Report) -> bool {
    let mut forbidden = forbidden_characters(text).peekable();
    if forbidden.peek().is_none() {
        return true;
    }
    let found: Vec<(usize, char)> = forbidden.take(MOST_CONTROLS + 1).collect();
    if found.len() > MOST_CONTROLS || found.iter().any(|(_, character)| *character == '\0') {
        let first = found.first().map_or(0, |(offset, _)| *offset);
        report.diagnostics.push(problem::not_a_text(Span::at(first)));
        return false;
    }
    for (offset, character) in found {
        let place = Span::new(offset, offset + character.len_utf8());
        report.diagnostics.push(problem::control_character(character, place));
    }
    false
}

/// The map that a document is; the problems of parsing, and that it is none, are reported.
pub(super) fn root_map(
    parsed: &mut Parsed<'_>,
    text: &str,
    grammar: Grammar<'_>,
    report: &mut Report,
) -> Option<NodeId> {
    report.has_placeholders = parsed.has_placeholders;
    report.diagnostics.append(&mut parsed.problems);
    let Some(root) = parsed.root else {
        if report.diagnostics.is_empty() {
            report.diagnostics.push(problem::empty_file(Span::at(0), grammar));
        }
        return None;
    };
    let tree = &parsed.tree;
    match tree.kind(root) {
        Kind::Map(_) => return Some(root),
        Kind::Null => report.diagnostics.push(problem::empty_file(Span::at(0), grammar)),
        Kind::Broken => {}
        kind => {
            let problem = problem::not_a_map(describe(kind), tree.span(root), text, grammar);
            report.diagnostics.push(problem);
        }
    }
    None
}

/// What a configuration is, by its sections: only an image has `Build`.
fn kind_of(parsed: &Parsed<'_>) -> ConfigKind {
    let has = |key| parsed.root.is_some_and(|root| parsed.tree.get(root, key).is_some());
    if has("Build") && !has("HeadNode") && !has("Scheduling") {
        ConfigKind::Image
    } else {
        ConfigKind::Cluster
    }
}
