//! The kinds of problems with the text and with single keys. Problems with relations between keys are rules of their
//! own.

use super::Severity;

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemKind {
    /// Its id.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub summary: &'static str,
}

const fn error(id: &'static str, summary: &'static str) -> ProblemKind {
    ProblemKind { id, severity: Severity::Error, summary }
}

const fn warning(id: &'static str, summary: &'static str) -> ProblemKind {
    ProblemKind { id, severity: Severity::Warning, summary }
}

/// All kinds, by id.
pub const KINDS: &[ProblemKind] = &[
    warning("allow-without-reason", "A comment allows a problem and does not say why."),
    error("conflicting-keys", "Keys of a job stand beside each other that exclude each other."),
    error("duplicate-key", "A key stands twice in one section; the official loader refuses the whole file."),
    error("empty-file", "The file holds nothing."),
    error("file-too-large", "The file is larger than any configuration can be."),
    warning("fraction-dropped", "A whole number is written with a fraction, which is cut off."),
    warning("ignored-key", "A key beside `Sequence` is silently ignored."),
    warning(
        "loose-form",
        "A value passes the official check, which looks only at its start, but is of no use.",
    ),
    warning("malformed-allow", "A comment is meant to allow a problem, but is not written as one that does."),
    error("missing-key", "A key that the section needs is not there."),
    ProblemKind {
        id: "more-problems",
        severity: Severity::Info,
        summary: "There are more problems than are shown.",
    },
    error("not-a-choice", "A value is not one of those that the release accepts for the key."),
    error("not-json", "A text that must hold JSON does not."),
    warning(
        "not-suppressible",
        "A comment or a setting hides an error for which the official tool refuses the file all the same.",
    ),
    error("not-utf8", "The file is not a text in UTF-8."),
    error("null-value", "A key has no value; leaving the key out is the way to get its default."),
    error("out-of-range", "A number is smaller or greater than the key allows."),
    error("script-and-sequence", "A custom action has both a script and a sequence, or neither."),
    warning("trailing-newline", "A value ends with a line break, which the official check overlooks."),
    error("unknown-key", "A key is misspelt, stands in the wrong section, or is not known to the release."),
    warning("unknown-rule", "A comment or a setting names a rule that does not exist."),
    warning("unused-allow", "A comment allows a problem that is not there."),
    error("wrong-form", "A text does not match the pattern of the key."),
    error("wrong-length", "A list or a text is shorter or longer than the key allows."),
    error("wrong-type", "A value is of another type than the key takes."),
    error("yaml-alias", "An alias stands for nothing, for itself, or for more values than can be checked."),
    error("yaml-anchor", "An anchor is set twice, or has a name that is none."),
    error("yaml-control-character", "A character stands in the text that YAML does not allow."),
    error("yaml-equals-sign", "A lone `=` has a meaning of its own in YAML 1.1."),
    error("yaml-key", "A list or a map stands where a key belongs."),
    error("yaml-malformed-scalar", "A value is written like a number or a date, but is none."),
    error("yaml-merge-key", "A merge key (`<<`), which the official loader does not understand."),
    error("yaml-several-documents", "The file holds more than one YAML document."),
    error("yaml-syntax", "The file is not YAML."),
    error("yaml-tab", "A tab stands outside quotation marks."),
    error("yaml-tag", "A tag such as `!Ref`, which the official loader does not understand."),
    error("yaml-too-deep", "The text is nested too deep."),
];

/// The kinds of problems with the settings of this tool (`pclusterctl.toml`), by id; besides these, settings have
/// the problems `not-suppressible` and `unknown-rule` in common with comments.
pub const SETTINGS_KINDS: &[ProblemKind] = &[
    error("settings-key", "A key is not one of the settings, or one that is needed is missing."),
    error("settings-syntax", "The settings are not TOML."),
    error("settings-value", "A value is not one that the setting takes."),
];
