//! What can be wrong with a comment that allows problems, in words.

use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::known;
use crate::location::Path;
use crate::rules::{Rulebook, rules_of_validator};

use super::directive::{Allow, Malformed, Named};

/// The kinds of problems that are about such comments themselves.
pub(super) const ABOUT_COMMENTS: &[&str] =
    &["allow-without-reason", "malformed-allow", "not-suppressible", "unknown-rule", "unused-allow"];

fn warning(rule: &'static str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, Severity::Warning, Path::root(), message)
}

pub(super) fn malformed(malformed: &Malformed) -> Diagnostic {
    let problem =
        warning("malformed-allow", "this comment hides nothing: it is not written as one that does");
    match &malformed.meant {
        Some(meant) => problem
            .at(malformed.span, format!("did you mean `{meant}`?"))
            .help(format!("write `{meant}` and the reason behind it"))
            .fix(Fix {
                title: format!("write `{meant}`"),
                edits: vec![Edit { span: malformed.span, text: meant.clone() }],
            }),
        None => problem
            .at(malformed.span, "")
            .help("write `pclusterctl: allow[rule-id]` and the reason behind it"),
    }
}

/// A name that no rule has; `guess` names the rules among which to ask what was meant.
pub(super) fn unknown(named: &Named, guess: Option<Rulebook>) -> Diagnostic {
    if let Some(rules) = rules_of_validator(&named.id) {
        let problem = warning("unknown-rule", format!("`{}` is an official validator and no rule", named.id))
            .at(named.span, "this hides nothing");
        return match known::instead_of_validator(&rules) {
            Some(words) => problem.help(words),
            None => problem.help("remove it from the comment: no rule says the same"),
        };
    }
    let problem = warning("unknown-rule", format!("there is no rule `{}`", named.id));
    match guess.and_then(|book| book.nearest(&named.id)) {
        Some(near) => {
            let title = format!("rename it to `{near}`");
            problem
                .at(named.span, format!("did you mean `{near}`?"))
                .help(title.clone())
                .fix(Fix { title, edits: vec![Edit { span: named.span, text: near.to_owned() }] })
        }
        None => problem.at(named.span, "").help("write the id that stands in the brackets of a problem"),
    }
}

/// `consequence` is what such an error leads to.
pub(super) fn not_suppressible(named: &Named, consequence: &str) -> Diagnostic {
    let message = format!("`{}` cannot be allowed: {consequence}", named.id);
    warning("not-suppressible", message)
        .at(named.span, "this hides nothing")
        .help("mend the error, and remove this from the comment")
}

/// `elsewhere` is a problem of the same rule that the comment does not cover.
pub(super) fn unused(named: &Named, elsewhere: Option<&Diagnostic>) -> Diagnostic {
    let message = format!("`{}` is not reported on the line that this comment covers", named.id);
    let problem = warning("unused-allow", message).at(named.span, "this hides nothing");
    match elsewhere {
        Some(other) => problem
            .related(other.path.clone(), other.span, format!("`{}` is reported here", named.id))
            .help("put the comment on the line of the problem, or directly above it"),
        None => problem.help("remove it from the comment"),
    }
}

pub(super) fn without_reason(allow: &Allow) -> Diagnostic {
    let rules: Vec<String> = allow.rules.iter().map(|named| format!("`{}`", named.id)).collect();
    let are = if rules.len() == 1 { "is" } else { "are" };
    warning(
        "allow-without-reason",
        format!("the comment does not say why {} {are} allowed", rules.join(", ")),
    )
    .at(allow.span, "")
    .help("write the reason behind the closing bracket")
}
