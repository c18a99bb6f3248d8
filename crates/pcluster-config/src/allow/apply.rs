//! Comments brought to the problems of a report.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Hidden, HiddenBy, Report};
use crate::location::Span;
use crate::rules::Rulebook;
use crate::source::MAX_PROBLEMS;

use super::Allows;
use super::directive::{Allow, Directive, Named};
use super::problems as problem;

/// The comments that allow one rule on one line.
struct Permission<'a> {
    /// The first of them.
    by: &'a Allow,
    used: bool,
}

/// For so many problems, what was meant by a name is guessed.
const MOST_GUESSES: usize = 1000;

/// What is allowed: by the beginning of the line and the rule.
type Permissions<'a> = HashMap<(usize, &'a str), Permission<'a>>;

impl Allows {
    /// Hides the problems that comments allow, and reports the comments that do not do what they seem to. Whether a
    /// comment is of no use is only said where `all_rules_spoke`.
    pub(crate) fn apply(&self, report: &mut Report, all_rules_spoke: bool, book: Rulebook) {
        if self.directives.is_empty() {
            return;
        }
        // An error of shape keeps rules from speaking.
        let all_rules_spoke = all_rules_spoke && !report.diagnostics.iter().any(Diagnostic::is_shape_error);
        let mut permissions = self.permissions();
        let lines: Vec<Span> = self.directives.iter().map(|(_, covers)| *covers).collect();
        report.hide(|diagnostic| {
            let place = diagnostic.span.filter(|_| !diagnostic.is_shape_error())?.start;
            let nearest = lines.partition_point(|line| line.start <= place).checked_sub(1)?;
            let line = lines.get(nearest).filter(|line| place <= line.end)?;
            let permission = permissions.get_mut(&(line.start, diagnostic.rule))?;
            permission.used = true;
            Some(permission.by.as_reason())
        });
        for (directive, covers) in &self.directives {
            if report.diagnostics.len() > MAX_PROBLEMS {
                break;
            }
            match directive {
                Directive::Malformed(malformed) => report.diagnostics.push(problem::malformed(malformed)),
                Directive::Allow(allow) => {
                    let is_idle = |named: &Named| {
                        all_rules_spoke
                            && !problem::ABOUT_COMMENTS.contains(&named.id.as_str())
                            && permissions
                                .get(&(covers.start, named.id.as_str()))
                                .is_some_and(|permission| !permission.used)
                    };
                    let problems = allow.problems(is_idle, report, book);
                    allow.report(problems, report);
                }
            }
        }
    }

    fn permissions(&self) -> Permissions<'_> {
        let mut permissions = HashMap::new();
        for (directive, covers) in &self.directives {
            let Directive::Allow(allow) = directive else { continue };
            for named in &allow.rules {
                let permission = Permission { by: allow, used: false };
                permissions.entry((covers.start, named.id.as_str())).or_insert(permission);
            }
        }
        permissions
    }
}

impl Allow {
    /// What is wrong with the comment itself.
    fn problems(&self, is_idle: impl Fn(&Named) -> bool, report: &Report, book: Rulebook) -> Vec<Diagnostic> {
        // A comment with thousands of names is no comment that somebody wrote.
        let guesses = MOST_GUESSES.saturating_sub(report.diagnostics.len());
        let of_rule = |(index, named): (usize, &Named)| match book.reportable(&named.id) {
            None => Some(problem::unknown(named, (index < guesses).then_some(book))),
            Some(rule) if rule.is_shape_error() => {
                Some(problem::not_suppressible(named, report.about.of_shape_errors()))
            }
            Some(_) if is_idle(named) => {
                let elsewhere = report.diagnostics.iter().find(|diagnostic| diagnostic.rule == named.id);
                Some(problem::unused(named, elsewhere))
            }
            Some(_) => None,
        };
        let rules = self.rules.iter().enumerate();
        let mut problems: Vec<Diagnostic> = rules.filter_map(of_rule).take(MAX_PROBLEMS).collect();
        if self.reason.is_empty() {
            problems.push(problem::without_reason(self));
        }
        problems
    }

    /// Reports what is wrong with the comment, or hides it if the comment allows that, too.
    fn report(&self, problems: Vec<Diagnostic>, report: &mut Report) {
        let allowed: HashSet<&str> = self.rules.iter().map(|named| named.id.as_str()).collect();
        for diagnostic in problems {
            if allowed.contains(diagnostic.rule) {
                report.hidden.push(Hidden { diagnostic, by: self.as_reason() });
            } else {
                report.diagnostics.push(diagnostic);
            }
        }
    }

    fn as_reason(&self) -> HiddenBy {
        HiddenBy::Comment { span: self.span, reason: self.reason.clone() }
    }
}
