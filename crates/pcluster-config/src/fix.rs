//! Texts mended by the fixes that problems carry.
//!
//! Fixes are applied together where they do not touch each other, and the outcome is checked again, until nothing is
//! left to fix. A fix that would leave more errors than before, or a text that cannot be read as far as before, is
//! undone; but a section whose name is put right may show slips of its own, so those are mended first. Every byte
//! outside the edits stays as it is.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Edit, Fix, Report, Severity};
use crate::location::Path;

/// How often a text is mended and checked again: a fix seldom uncovers another one.
const MAX_ROUNDS: usize = 10;

/// How many fixes are tried one by one where all of them together make a text worse.
const MAX_ATTEMPTS: usize = 200;

/// How deep slips may lie in a section whose own name is a slip: no key lies deeper.
const MAX_STEPS: usize = 6;

/// A text that was mended.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The text, mended.
    pub text: String,
    /// What is left to say about it.
    pub report: Report,
    /// The problems that were fixed.
    pub fixed: Vec<Diagnostic>,
    /// How many fixes were undone because they made it worse.
    pub undone: usize,
}

/// Mends a text with the fixes of the problems that `check` shows.
///
/// ```
/// use pcluster_config::fix::mend;
/// use pcluster_config::{Options, check_bytes};
///
/// let check = |text: &str| check_bytes("cluster.yaml", text.as_bytes(), &Options::default());
/// let mended = mend("Imag: { Os: alinux2023 } # new\r\n", check);
/// assert_eq!(mended.text, "Image: { Os: alinux2023 } # new\r\n");
/// ```
pub fn mend(text: &str, mut check: impl FnMut(&str) -> Report) -> Mended {
    let report = check(text);
    let mut mended = Mended { text: text.to_owned(), report, fixed: Vec::new(), undone: 0 };
    for _ in 0..MAX_ROUNDS {
        let batch = batch(mended.report.diagnostics());
        if batch.is_empty() {
            break;
        }
        if mended.attempt(&batch, &mut check) {
            continue;
        }
        // From the end, so that the places of those that are still to come stay true.
        let mut any = false;
        for diagnostic in batch.iter().rev().take(MAX_ATTEMPTS) {
            let before = mended.fixed.len();
            any |= mended.attempt(std::slice::from_ref(diagnostic), &mut check);
            if mended.fixed.len() > before + 1 {
                // What came to light was mended, too, wherever it was.
                break;
            }
        }
        if !any {
            mended.undone = batch.len();
            break;
        }
    }
    mended
}

impl Mended {
    /// Applies some fixes, and those of the problems that come to light by them, if that makes nothing worse.
    fn attempt(&mut self, batch: &[Diagnostic], check: &mut impl FnMut(&str) -> Report) -> bool {
        let mut step = batch.to_vec();
        let mut fixed = Vec::new();
        let mut text = self.text.clone();
        for _ in 0..MAX_STEPS {
            let edits =
                step.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits);
            let Some(next) = apply(&text, edits) else { return false };
            if next == text {
                return false;
            }
            text = next;
            fixed.append(&mut step);
            let report = check(&text);
            if !is_worse(&report, &self.report) {
                self.text = text;
                self.report = report;
                self.fixed.append(&mut fixed);
                return true;
            }
            step = come_to_light(&report, &self.report);
        }
        false
    }
}

/// The problems with fixes that were not there before.
fn come_to_light(after: &Report, before: &Report) -> Vec<Diagnostic> {
    let known: HashSet<_> = before.diagnostics().iter().map(name).collect();
    let new = after.diagnostics().iter().filter(|diagnostic| !known.contains(&name(diagnostic)));
    batch(&new.cloned().collect::<Vec<_>>())
}

/// What a problem is known by while the text around it changes.
fn name(diagnostic: &Diagnostic) -> (&'static str, &str, &Path) {
    (diagnostic.rule, &diagnostic.message, &diagnostic.path)
}

/// The problems whose fixes do not touch each other, in the order of their places.
fn batch(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut fixable: Vec<(usize, usize, &Diagnostic)> = diagnostics
        .iter()
        .filter_map(|diagnostic| {
            diagnostic.fix.as_ref().and_then(reach).map(|(from, to)| (from, to, diagnostic))
        })
        .collect();
    fixable.sort_by_key(|(from, to, _)| (*from, *to));
    let mut end = None;
    let mut batch = Vec::new();
    for (from, to, diagnostic) in fixable {
        if end.is_none_or(|end| end < from) {
            end = Some(to);
            batch.push(diagnostic.clone());
        }
    }
    batch
}

/// From where to where the edits of a fix reach.
fn reach(fix: &Fix) -> Option<(usize, usize)> {
    let from = fix.edits.iter().map(|edit| edit.span.start).min()?;
    let to = fix.edits.iter().map(|edit| edit.span.end).max()?;
    Some((from, to))
}

/// The text with some edits; `None` where they overlap or do not fit it.
fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|edit| edit.span);
    let mut mended = String::with_capacity(text.len() + 64);
    let mut copied = 0;
    for edit in edits {
        mended.push_str(text.get(copied..edit.span.start)?);
        text.get(edit.span.start..edit.span.end)?;
        mended.push_str(&edit.text);
        copied = edit.span.end;
    }
    mended.push_str(text.get(copied..)?);
    Some(mended)
}

/// Whether there are more errors, or more of those that keep a text from being read.
fn is_worse(after: &Report, before: &Report) -> bool {
    let counts = |report: &Report| {
        let hidden = report.hidden().iter().map(|hidden| &hidden.diagnostic);
        let errors = report.diagnostics().iter().chain(hidden);
        let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
        let (unreadable, readable): (Vec<_>, Vec<_>) =
            errors.partition(|diagnostic| diagnostic.rule.starts_with("yaml-"));
        (unreadable.len(), unreadable.len() + readable.len())
    };
    let ((unreadable, errors), (unreadable_before, errors_before)) = (counts(after), counts(before));
    unreadable > unreadable_before || errors > errors_before
}
