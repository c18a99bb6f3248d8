//! The ids under which problems with variables and templates are reported.

use crate::diagnostic::{ProblemKind, Severity};

/// A placeholder names a variable that no file and no command line sets.
pub const UNSET_VARIABLE: &str = "template-unset-variable";
/// Something begins like a placeholder and is none: no name, no closing brace, an operator other than `:-`.
pub const BAD_PLACEHOLDER: &str = "template-bad-placeholder";
/// A placeholder stands where no value can be put in: in a tag, an anchor, an alias, a directive.
pub const MISPLACED_PLACEHOLDER: &str = "template-misplaced-placeholder";
/// A value cannot be written where its placeholder stands.
pub const UNFIT_VALUE: &str = "template-unfit-value";
/// A section that was to be dropped has to stay, since nothing would be left around it.
pub const CANNOT_DROP: &str = "template-cannot-drop";
/// A section that was to be dropped if it is unset is not in the template at all.
pub const DROP_UNMATCHED: &str = "template-drop-unmatched";
/// The template is not YAML.
pub const NOT_YAML: &str = "template-not-yaml";
/// Putting the values in would have changed more than the values.
pub const STRUCTURE: &str = "template-structure";
/// The template, or what it becomes, is too large.
pub const TOO_LARGE: &str = "template-too-large";
/// A variable that nothing uses; only listed in [`Rendered::unused`](super::Rendered::unused).
pub const UNUSED_VARIABLE: &str = "template-unused-variable";

/// A line of a variables file means something only to a shell.
pub const NEEDS_SHELL: &str = "variables-need-shell";
/// A line of a variables file is a command that cannot set a variable; it was skipped.
pub const COMMAND_SKIPPED: &str = "variables-command-skipped";
/// A value refers to a variable that is not set before it.
pub const UNSET_REFERENCE: &str = "variables-unset-reference";
/// A quote, a brace or a parenthesis is not closed before the end of the file.
pub const UNTERMINATED: &str = "variables-unterminated";
/// A variable's name is not a name.
pub const BAD_NAME: &str = "variables-bad-name";
/// A variables file that should be YAML is not.
pub const VARIABLES_NOT_YAML: &str = "variables-not-yaml";
/// A value of a YAML variables file is a list, a mapping or a reference instead of a text.
pub const NOT_A_SCALAR: &str = "variables-not-a-scalar";
/// A YAML variables file sets the same name twice.
pub const DUPLICATE: &str = "variables-duplicate";
/// The variables are larger than any configuration needs.
pub const VARIABLES_TOO_LARGE: &str = "variables-too-large";

/// The kinds of problems with templates and with files of values, by id.
pub const KINDS: &[ProblemKind] = &[
    kind(
        BAD_PLACEHOLDER,
        Severity::Error,
        "Something begins like a placeholder and is none: no name, no closing brace, an operator other than `:-`.",
    ),
    kind(
        CANNOT_DROP,
        Severity::Error,
        "A section that was to be dropped has to stay, since nothing would be left around it.",
    ),
    kind(
        DROP_UNMATCHED,
        Severity::Info,
        "A section that was to be dropped if it is unset is not in the template at all.",
    ),
    kind(
        MISPLACED_PLACEHOLDER,
        Severity::Error,
        "A placeholder stands where no value can be put in: in a tag, an anchor, an alias, a directive.",
    ),
    kind(NOT_YAML, Severity::Error, "The template is not YAML."),
    kind(STRUCTURE, Severity::Error, "Putting the values in would have changed more than the values."),
    kind(TOO_LARGE, Severity::Error, "The template, or what it becomes, is too large."),
    kind(UNFIT_VALUE, Severity::Error, "A value cannot be written where its placeholder stands."),
    kind(
        UNSET_VARIABLE,
        Severity::Error,
        "A placeholder names a variable that no file and no command line sets.",
    ),
    kind(BAD_NAME, Severity::Error, "A variable's name is not a name."),
    kind(
        COMMAND_SKIPPED,
        Severity::Warning,
        "A line of a variables file is a command that cannot set a variable; it was skipped.",
    ),
    kind(DUPLICATE, Severity::Error, "A YAML variables file sets the same name twice."),
    kind(NEEDS_SHELL, Severity::Error, "A line of a variables file means something only to a shell."),
    kind(
        NOT_A_SCALAR,
        Severity::Error,
        "A value of a YAML variables file is a list, a mapping or a reference instead of a text.",
    ),
    kind(VARIABLES_NOT_YAML, Severity::Error, "A variables file that should be YAML is not."),
    kind(VARIABLES_TOO_LARGE, Severity::Error, "The variables are larger than any configuration needs."),
    kind(UNSET_REFERENCE, Severity::Error, "A value refers to a variable that is not set before it."),
    kind(
        UNTERMINATED,
        Severity::Error,
        "A quote, a brace or a parenthesis is not closed before the end of the file.",
    ),
];

const fn kind(id: &'static str, severity: Severity, summary: &'static str) -> ProblemKind {
    ProblemKind { id, severity, summary }
}
