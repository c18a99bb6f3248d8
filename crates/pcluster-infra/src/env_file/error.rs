//! Why a file of variables is left as it is.

use pcluster_config::template::{FileKind, Layout, rule};

use crate::Remedy;

/// Why a file of variables is left as it is. No value stands in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvFileError {
    /// Something is not closed, or it is not the YAML it should be.
    #[error("line {line}: {problem}")]
    Structure {
        /// The line, the first is 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// It ends before its last line.
    #[error("line {line} ends the script, so that nothing can be added behind it")]
    Ends {
        /// The line, the first is 1.
        line: usize,
    },
    /// A change of one name would change something else, or would not give the name its value.
    #[error("`{0}` cannot be set here so that it is read back and nothing else changes")]
    Unclear(String),
    /// A value has a character that such a file cannot hold.
    #[error("the value of `{0}` has a character that such a file cannot hold")]
    Unwritable(String),
    /// A name is none.
    #[error("`{0}` is not a name: it consists of letters, digits and `_` and does not begin with a digit")]
    BadName(String),
}

impl Remedy for EnvFileError {
    fn help(&self) -> Option<String> {
        let help = match self {
            Self::Structure { .. } => "mend that line, or name another file; nothing was written",
            Self::Ends { .. } => "name another file; nothing was written",
            Self::Unclear(_) => "set it by hand, or name another file; nothing was written",
            Self::Unwritable(_) | Self::BadName(_) => return None,
        };
        Some(help.to_owned())
    }
}

/// What makes the structure of a file unclear.
pub(super) fn of_structure(text: &str, layout: &Layout) -> Option<EnvFileError> {
    // A second document or a list is no place for names; a value that is a list is left alone.
    let fatal = |problem: &&pcluster_config::diagnostic::Diagnostic| match layout.kind {
        FileKind::Shell => false,
        FileKind::Yaml => problem.rule == rule::VARIABLES_NOT_YAML,
    };
    let problem =
        if layout.is_closed { layout.diagnostics.iter().find(fatal)? } else { layout.diagnostics.last()? };
    let line = line(text, problem.span.unwrap_or_default().start);
    let mut characters = problem.message.chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    Some(EnvFileError::Structure { line, problem: first + characters.as_str() })
}

/// The line of an offset, the first is 1.
pub(super) fn line(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}
