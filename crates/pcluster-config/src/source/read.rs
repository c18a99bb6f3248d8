//! The way from bytes, or from a model, to a report.

use std::collections::HashSet;

use serde::Serialize;

use crate::allow::Allows;
use crate::diagnostic::{Config, Diagnostic, Edit, Report, Severity};
use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::location::{Path, Span};
use crate::model::cluster::ClusterConfig;
use crate::model::image::ImageConfig;
use crate::rules::{Facts, Subject, judge, walk_cluster, walk_image, walk_sites};

use super::check::check;
use super::encoding::{decode, forbidden_characters};
use super::lenient::describe;
use super::limits::MAX_PROBLEMS;
use super::parse::parse;
use super::prepared::Prepared;
use super::problems as problem;
use super::sites::Surveyed;
use super::tree::{Kind, NodeId, Tree};

/// How a text is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The release it is for; the newest by default.
    pub release: Release,
    /// What it is; by default its keys tell.
    pub kind: Option<ConfigKind>,
}

/// Checks the content of a file. `name` is what the report calls it; nothing is read from there.
///
/// ```
/// use pcluster_config::{Options, check_bytes};
///
/// let report = check_bytes("cluster.yaml", b"Image: { Os: alinux2023 }", &Options::default());
/// assert!(report.diagnostics().iter().any(|problem| problem.path.to_string() == "HeadNode"));
/// ```
pub fn check_bytes(name: &str, bytes: &[u8], options: &Options) -> Report {
    let kind = options.kind.unwrap_or(ConfigKind::Cluster);
    let mut report = Report::new(name, kind, options.release);
    match decode(bytes) {
        Ok(text) => {
            read(text, options, &mut report);
            keep_safe_fixes(text, &mut report.diagnostics);
            report.set_text(text);
        }
        Err(problem) => {
            // What can be shown of it, with a mark for every wrong byte.
            let shown = bytes.get(..bytes.len().min(SHOWN)).unwrap_or_default();
            let shown = String::from_utf8_lossy(shown);
            report.set_text(if problem.rule == "not-utf8" { &shown } else { "" });
            report.diagnostics.push(*problem);
        }
    }
    report.sort();
    limit(&mut report.diagnostics);
    report
}

/// A text with more control characters than this is no text.
const MOST_CONTROLS: usize = 10;

/// How much of a text that cannot be read is kept to be shown, in bytes.
const SHOWN: usize = 1024 * 1024;

/// Parses a text and stops there: the measure for what the rest costs. Returns the number of problems.
#[doc(hidden)]
pub fn parse_only(text: &str) -> usize {
    parse(&Prepared::new(text)).problems.len()
}

/// Checks a cluster configuration that was built in code, by the very rules that hold for a text.
pub fn check_cluster(config: &ClusterConfig, release: Release) -> Report {
    check_model(config, ConfigKind::Cluster, release)
}

/// Checks an image configuration that was built in code, by the very rules that hold for a text.
pub fn check_image(config: &ImageConfig, release: Release) -> Report {
    check_model(config, ConfigKind::Image, release)
}

fn check_model(config: &impl Serialize, kind: ConfigKind, release: Release) -> Report {
    let text = serde_saphyr::to_string(config).unwrap_or_default();
    let mut report = check_bytes("", text.as_bytes(), &Options { release, kind: Some(kind) });
    // The places are those of a text that nobody has seen.
    report.text = None;
    for diagnostic in &mut report.diagnostics {
        diagnostic.span = None;
        diagnostic.fix = None;
        for label in &mut diagnostic.related {
            label.span = None;
        }
    }
    report
}

fn read(text: &str, options: &Options, report: &mut Report) {
    let mut forbidden = forbidden_characters(text).peekable();
    if forbidden.peek().is_some() {
        let found: Vec<(usize, char)> = forbidden.take(MOST_CONTROLS + 1).collect();
        if found.len() > MOST_CONTROLS || found.iter().any(|(_, character)| *character == '\0') {
            let first = found.first().map_or(0, |(offset, _)| *offset);
            return report.diagnostics.push(problem::not_a_text(Span::at(first)));
        }
        for (offset, character) in found {
            let place = Span::new(offset, offset + character.len_utf8());
            report.diagnostics.push(problem::control_character(character, place));
        }
        return;
    }
    let prepared = Prepared::new(text);
    let parsed = parse(&prepared);
    report.has_placeholders = parsed.has_placeholders;
    report.diagnostics.extend(parsed.problems);
    let allows = Allows::read(&parsed.comments);
    let tree = &parsed.tree;
    let Some(root) = parsed.root else {
        if report.diagnostics.is_empty() {
            report.diagnostics.push(problem::empty_file(Span::at(0)));
        }
        return;
    };
    match tree.kind(root) {
        Kind::Map(_) => {}
        Kind::Null => return report.diagnostics.push(problem::empty_file(Span::at(0))),
        Kind::Broken => return,
        kind => return report.diagnostics.push(problem::not_a_map(describe(kind), tree.span(root), text)),
    }
    report.kind = options.kind.unwrap_or_else(|| kind_of(tree, root));
    let checked = check(tree, root, report.kind, report.release);
    report.diagnostics.extend(checked.problems);
    report.is_template = parsed.excused || checked.excused;
    let surveyed = Surveyed { tree, root, ignored: &checked.ignored, text };
    let errors = report.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if !errors && !report.is_template {
        report.config = match report.kind {
            ConfigKind::Cluster => surveyed.decode().map(|config| Config::Cluster(Box::new(config))),
            ConfigKind::Image => surveyed.decode().map(|config| Config::Image(Box::new(config))),
        };
    }
    let mut found = relations(report, &surveyed);
    // A section that was repaired proves nothing, nor does a placeholder.
    found.retain(|diagnostic| {
        let excused = surveyed.concerns(diagnostic, &checked.placeholders);
        report.is_template |= excused;
        !excused
            && !surveyed.concerns(diagnostic, &checked.unsure)
            && !surveyed.concerns_missing(diagnostic, &checked.missing)
    });
    report.diagnostics.append(&mut found);
    if report.is_template {
        report.config = None;
    }
    allows.apply(report);
}

/// What the rules say: about the whole configuration, or where it cannot be read, about its sections one by one.
fn relations(report: &Report, surveyed: &Surveyed<'_, '_>) -> Vec<Diagnostic> {
    let facts = Facts { kind: report.kind, release: report.release };
    let locate = |path: &Path| surveyed.locate(path);
    let mut found = Vec::new();
    let mut visit = |subject: Subject<'_>, path: Path| judge(&subject, &path, &facts, &locate, &mut found);
    match &report.config {
        Some(Config::Cluster(config)) => walk_cluster(config, &mut visit),
        Some(Config::Image(config)) => walk_image(config, &mut visit),
        None => walk_sites(report.kind, surveyed, &mut visit),
    }
    found
}

/// Takes away fixes that would do more than they say: on an alias, behind a tag, over several lines.
fn keep_safe_fixes(text: &str, diagnostics: &mut [Diagnostic]) {
    let is_safe = |edit: &Edit| {
        let (before, rest) = text.split_at_checked(edit.span.start).unwrap_or_default();
        let old = rest.get(..edit.span.end - edit.span.start).unwrap_or_default();
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        let tagged = line.split_whitespace().last().is_some_and(|word| word.starts_with('!'));
        !tagged && !rest.starts_with('*') && !old.contains(['\n', '\r'])
    };
    for diagnostic in diagnostics {
        if diagnostic.fix.as_ref().is_some_and(|fix| !fix.edits.iter().all(is_safe)) {
            diagnostic.fix = None;
        }
    }
}

/// What a configuration is, by its sections: only an image has `Build`.
fn kind_of(tree: &Tree<'_>, root: NodeId) -> ConfigKind {
    let has = |key| tree.get(root, key).is_some();
    if has("Build") && !has("HeadNode") && !has("Scheduling") {
        ConfigKind::Image
    } else {
        ConfigKind::Cluster
    }
}

/// Leaves the first problems where there are too many, and says so.
fn limit(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| seen.insert((diagnostic.rule, diagnostic.path.clone(), diagnostic.span)));
    if diagnostics.len() >= MAX_PROBLEMS {
        diagnostics.truncate(MAX_PROBLEMS);
        let message = format!("there are more problems; the first {MAX_PROBLEMS} are shown");
        let last = diagnostics.last().and_then(|diagnostic| diagnostic.span);
        diagnostics
            .push(Diagnostic::new("more-problems", Severity::Info, Path::root(), message).at(last, ""));
    }
}
