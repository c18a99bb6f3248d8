//! The problems that are found while a text is read as YAML, each with its words.

use granit_parser::ErrorKind;

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Severity};
use crate::location::{Path, Span};
use crate::schema::Grammar;

use super::limits::MAX_DEPTH;

fn error(
    rule: &'static str,
    place: Span,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, Path::root(), message)
        .official(CONFIG_SCHEMA_VALIDATOR)
        .at(place, label)
}

pub(super) fn syntax(kind: &ErrorKind, place: Span, text: &str) -> Diagnostic {
    let problem =
        error("yaml-syntax", place, format!("this is not YAML: {kind}"), "the text cannot be read from here");
    if looks_like_ini(text) {
        return problem
            .help("this looks like a ParallelCluster 2 file; `pcluster3-config-converter` makes a version 3 file of it");
    }
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        return too_deep(place);
    }
    problem.help(syntax_help(kind, place, text))
}

/// What to do about a text that is no YAML.
fn syntax_help(kind: &ErrorKind, place: Span, text: &str) -> &'static str {
    let before = text.get(..place.start).unwrap_or_default();
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
        return "finish the merge: this is the mark of a conflict";
    }
    if last_lines(before, line).contains('\u{a0}') {
        return "replace the no-break spaces (U+00A0) here or just above by spaces";
    }
    match kind {
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "a key needs a colon and a space after it, and a key and its value start on one line"
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => {
            "check the indentation here, whether the line above lacks a colon, and quote a text that contains a colon \
             and a space"
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            "a quotation mark is not closed, here or further up"
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping => "a bracket is not closed, here or further up",
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            "separate what stands between brackets by commas, and close the brackets"
        }
        ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabNotAllowed => {
            "indent with spaces"
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => {
            "check the indentation: keys of one section, and dashes of one list, start in the same column"
        }
        ErrorKind::UnexpectedCharacter { .. } => "quote a text that starts with this character",
        ErrorKind::UnknownQuotedScalarEscape => "write the backslash twice, or use single quotation marks",
        _ => "look also just before this place: for a quotation mark or a bracket that is not closed",
    }
}

/// The line of a problem and the two before it.
fn last_lines<'t>(before: &'t str, line: &'t str) -> String {
    let mut lines: Vec<&str> = before.lines().rev().take(3).collect();
    lines.push(line);
    lines.concat()
}

/// Whether a text has the sections of an INI file, as the configurations of version 2 had.
pub(super) fn looks_like_ini(text: &str) -> bool {
    text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with(['#', ';'])).is_some_and(
        |line| line.starts_with('[') && line.ends_with(']') && !line.contains([',', '{', '"', '\'', ':']),
    )
}

pub(super) fn second_document(place: Span) -> Diagnostic {
    error(
        "yaml-several-documents",
        place,
        "the file holds more than one document",
        "a second document starts here",
    )
    .help("keep one configuration in each file")
}

pub(super) fn duplicate_key(key: &str, place: Span, first: Span) -> Diagnostic {
    error(
        "duplicate-key",
        place,
        format!("the key `{key}` stands twice in this section"),
        "this is the second one",
    )
    .related(Path::root(), first, "this is the first one")
    .help("remove one of them")
}

pub(super) fn merge_key(place: Span) -> Diagnostic {
    error("yaml-merge-key", place, "merge keys are not understood by ParallelCluster", "")
        .help("write the keys out; an alias (`*name`) can still stand for a whole value")
}

pub(super) fn value_sign(place: Span) -> Diagnostic {
    error("yaml-equals-sign", place, "a lone `=` is no text in YAML 1.1", "").help("quote it: `\"=\"`")
}

pub(super) fn malformed_scalar(what: &str, place: Span) -> Diagnostic {
    error("yaml-malformed-scalar", place, format!("this is written like {what}, but it is not one"), "")
        .help("quote it if it is meant as a text")
}

pub(super) fn unknown_tag(tag: &str, place: Span) -> Diagnostic {
    let problem =
        error("yaml-tag", place, format!("the tag `{tag}` is not understood by ParallelCluster"), "");
    match tag {
        "!Ref" | "!Sub" | "!GetAtt" | "!ImportValue" | "!Join" | "!Select" | "!FindInMap" => {
            problem.help("CloudFormation's functions work in templates only; write the value itself")
        }
        _ => problem.help("remove the tag"),
    }
}

pub(super) fn misplaced_tag(tag: &str, what: &str, place: Span) -> Diagnostic {
    error("yaml-tag", place, format!("the tag `{tag}` does not fit {what}"), "").help("remove the tag")
}

pub(super) fn undefined_alias(name: &str, place: Span) -> Diagnostic {
    let problem = error("yaml-alias", place, format!("the alias `*{name}` stands for nothing"), "");
    if name.starts_with(char::is_alphanumeric) {
        problem.help(format!(
            "set the anchor `&{name}` before the value that is meant, further up, or quote the text"
        ))
    } else {
        problem.help("quote a text that starts with `*`")
    }
}

pub(super) fn recursive_alias(place: Span) -> Diagnostic {
    error("yaml-alias", place, "the alias stands for something that contains itself", "")
        .help("write the value out")
}

pub(super) fn repeated_anchor(name: &str, place: Span) -> Diagnostic {
    error("yaml-anchor", place, format!("the anchor `&{name}` is set twice"), "")
        .help("give each anchor its own name")
}

pub(super) fn anchor_name(name: &str, place: Span) -> Diagnostic {
    error("yaml-anchor", place, format!("`&{name}` is no name of an anchor"), "")
        .help("use letters, digits, `-` and `_`; quote a text that starts with `&`")
}

pub(super) fn empty_key(place: Span) -> Diagnostic {
    error("yaml-syntax", place, "this is not YAML: there is no key before the colon", "")
        .help("write the key, or remove the colon")
}

pub(super) fn collection_as_key(place: Span) -> Diagnostic {
    error("yaml-key", place, "a list or a map cannot be a key", "")
        .help("quote a key that starts with a bracket or a brace")
}

pub(super) fn tab(place: Span) -> Diagnostic {
    error("yaml-tab", place, "a tab stands outside quotation marks", "")
        .help("use spaces, also at the end of a line")
}

pub(super) fn not_a_text(place: Span) -> Diagnostic {
    error("yaml-control-character", place, "this is not a text file, or not one in UTF-8", "")
        .help("check that this is the right file; `iconv -f utf-16 -t utf-8` converts a text in UTF-16")
}

pub(super) fn too_many_digits(place: Span) -> Diagnostic {
    error("yaml-malformed-scalar", place, "the official loader refuses numbers of more than 4300 digits", "")
        .help("quote it if it is meant as a text")
}

pub(super) fn control_character(character: char, place: Span) -> Diagnostic {
    let code = u32::from(character);
    let what = if character.is_control() { "control character" } else { "character" };
    error("yaml-control-character", place, format!("the {what} U+{code:04X} is not allowed in YAML"), "")
        .help("remove it; in double quotes it can be written as an escape")
}

pub(super) fn too_deep(place: Span) -> Diagnostic {
    error("yaml-too-deep", place, format!("the text is nested more than {MAX_DEPTH} levels deep"), "")
        .help("no key takes a value of so many levels: check that this is the right file")
}

pub(super) fn too_many_aliases(place: Span) -> Diagnostic {
    error("yaml-alias", place, "the aliases of this file stand for more values than can be checked", "")
        .help("write out aliases of aliases")
}

pub(super) fn empty_file(place: Span, grammar: Grammar<'_>) -> Diagnostic {
    let what = if grammar.release().is_some() { "configuration" } else { "keys" };
    error("empty-file", place, format!("the file holds no {what}"), "").help(grammar.content())
}

pub(super) fn not_a_map(what: &str, place: Span, text: &str, grammar: Grammar<'_>) -> Diagnostic {
    let wanted = match grammar.release() {
        Some(_) => "a configuration is a map of sections".to_owned(),
        None => format!("{} is a map of keys", grammar.name()),
    };
    let problem = error("wrong-type", place, format!("{wanted}, this is {what}"), "");
    if looks_like_ini(text) {
        problem.help("this looks like a ParallelCluster 2 file; `pcluster3-config-converter` makes a version 3 file of it")
    } else {
        problem.help(grammar.content())
    }
}
