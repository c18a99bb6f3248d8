//! Named values, and where each comes from.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

use super::file_kind::{FileKind, file_kind};
use super::placeholder::is_name;
use super::{flat_yaml, shell};

/// The longest value in bytes: what Linux allows for one string of a process environment.
const MAX_VALUE: usize = 128 * 1024;
/// All values together, in bytes.
const MAX_TOTAL: usize = 16 * 1024 * 1024;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// A variables file.
    File {
        /// Its name as it was given.
        name: Arc<str>,
        /// The line that sets the value, the first is 1.
        line: usize,
    },
    /// `--set` on the command line.
    CommandLine,
    /// What the template itself says after `:-`.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { name, line } => write!(f, "line {line} of {name}"),
            Self::CommandLine => f.write_str("`--set`"),
            Self::Default => f.write_str("the template"),
        }
    }
}

/// A named value. Its `Debug` output leaves the value out, which may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Variable {
    name: String,
    value: String,
    origin: Origin,
    readable: bool,
    referenced: bool,
}

impl Variable {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value, which may be a secret.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Where the value comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether the value of another variable refers to it.
    pub fn is_referenced(&self) -> bool {
        self.referenced
    }
}

impl fmt::Debug for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Variable")
            .field("name", &self.name)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

/// Why a variable cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// There is no `=`.
    #[error("there is no `=` between a name and a value")]
    NoEquals,
    /// What stands before `=` is not a shell name.
    #[error("`{0}` is not a name: it consists of letters, digits and `_` and does not begin with a digit")]
    BadName(String),
    /// The value, or all values together, are larger than any configuration needs.
    #[error("the value of `{0}` is too large")]
    TooLarge(String),
}

/// What a name in a value or in a template stands for.
pub(super) enum Lookup<'v> {
    Value(&'v Variable),
    /// It is set, to something that could not be read.
    Unreadable(&'v Origin),
    Unset,
}

/// The variables that a template is filled with, in the order in which they were first set.
///
/// ```
/// use pcluster_config::template::Variables;
///
/// let mut variables = Variables::new();
/// let text = "export AWS_REGION=us-east-1  # home\nexport BUCKET=\"data-${AWS_REGION}\"\n";
/// assert!(variables.read_file("pcluster-env.sh", text).is_empty());
/// variables.set("BUCKET", "mine")?;
///
/// assert_eq!(variables.get("AWS_REGION").map(|variable| variable.value()), Some("us-east-1"));
/// assert_eq!(variables.get("BUCKET").map(|variable| variable.value()), Some("mine"));
/// # Ok::<(), pcluster_config::template::SetError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Variables {
    entries: Vec<Variable>,
    by_name: HashMap<String, usize>,
    files: Vec<Arc<str>>,
    bytes: usize,
}

impl Variables {
    /// No variables.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the variables of a file, whose kind is recognised by the ending of its name and by its content.
    ///
    /// What cannot be read is reported, with spans in the text of that file. A later file wins over an earlier one.
    pub fn read_file(&mut self, name: &str, text: &str) -> Vec<Diagnostic> {
        match file_kind(name, text) {
            FileKind::Yaml => self.read_yaml(name, text),
            FileKind::Shell => self.read_shell(name, text),
        }
    }

    /// Adds the variables of a file of `export NAME=value` lines, without a shell.
    ///
    /// `$OTHER`, `${OTHER}` and `${OTHER:-default}` refer to variables set before, never to the environment.
    pub fn read_shell(&mut self, name: &str, text: &str) -> Vec<Diagnostic> {
        let file = self.add_file(name);
        shell::read(self, &file, text).diagnostics
    }

    /// Adds the variables of a flat YAML or JSON file, each with its text as it was written: `010` stays `010`.
    pub fn read_yaml(&mut self, name: &str, text: &str) -> Vec<Diagnostic> {
        let file = self.add_file(name);
        flat_yaml::read(self, &file, text).diagnostics
    }

    /// Sets a variable from the command line, which wins over all files, read before or after.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), SetError> {
        if !is_name(name) {
            return Err(SetError::BadName(name.to_owned()));
        }
        if self.assign(name, value, Origin::CommandLine) {
            Ok(())
        } else {
            Err(SetError::TooLarge(name.to_owned()))
        }
    }

    /// Sets a variable from a `NAME=VALUE` argument of the command line.
    pub fn set_pair(&mut self, pair: &str) -> Result<(), SetError> {
        let (name, value) = pair.split_once('=').ok_or(SetError::NoEquals)?;
        self.set(name, value)
    }

    /// The variable of that name.
    pub fn get(&self, name: &str) -> Option<&Variable> {
        match self.lookup(name) {
            Lookup::Value(variable) => Some(variable),
            Lookup::Unreadable(_) | Lookup::Unset => None,
        }
    }

    /// All variables that have a value.
    pub fn iter(&self) -> impl Iterator<Item = &Variable> {
        self.entries.iter().filter(|variable| variable.readable)
    }

    /// How many variables have a value.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether no variable has a value.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The names of the files that were read.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(AsRef::as_ref)
    }

    pub(super) fn lookup(&self, name: &str) -> Lookup<'_> {
        match self.by_name.get(name).and_then(|at| self.entries.get(*at)) {
            Some(variable) if variable.readable => Lookup::Value(variable),
            Some(variable) => Lookup::Unreadable(&variable.origin),
            None => Lookup::Unset,
        }
    }

    /// Notes that the value of another variable refers to it.
    pub(super) fn reference(&mut self, name: &str) {
        if let Some(variable) = self.by_name.get(name).and_then(|at| self.entries.get_mut(*at)) {
            variable.referenced = true;
        }
    }

    /// Sets a value, unless the command line has set it before; `false` when it is too large.
    pub(super) fn assign(&mut self, name: &str, value: &str, origin: Origin) -> bool {
        let old = self.get(name).map_or(0, |variable| variable.value.len());
        let total = self.bytes - old + value.len();
        if value.len() > MAX_VALUE || total > MAX_TOTAL {
            self.lose(name, origin);
            return false;
        }
        if let Some(variable) = self.entry(name, origin) {
            value.clone_into(&mut variable.value);
            variable.readable = true;
            self.bytes = total;
        }
        true
    }

    /// Notes that a variable is set to something that could not be read.
    pub(super) fn lose(&mut self, name: &str, origin: Origin) {
        let old = self.get(name).map_or(0, |variable| variable.value.len());
        if let Some(variable) = self.entry(name, origin) {
            variable.value.clear();
            variable.readable = false;
            self.bytes -= old;
        }
    }

    /// Whether a value of that length may still be read.
    pub(super) fn fits(length: usize) -> bool {
        length <= MAX_VALUE
    }

    /// The variable to be changed, unless the command line's word on it stands.
    fn entry(&mut self, name: &str, origin: Origin) -> Option<&mut Variable> {
        let at = if let Some(at) = self.by_name.get(name) {
            *at
        } else {
            self.by_name.insert(name.to_owned(), self.entries.len());
            self.entries.push(Variable {
                name: name.to_owned(),
                value: String::new(),
                origin: origin.clone(),
                readable: false,
                referenced: false,
            });
            self.entries.len() - 1
        };
        let variable = self.entries.get_mut(at)?;
        let stands =
            variable.readable && variable.origin == Origin::CommandLine && origin != Origin::CommandLine;
        variable.origin = if stands { Origin::CommandLine } else { origin };
        (!stands).then_some(variable)
    }

    fn add_file(&mut self, name: &str) -> Arc<str> {
        let name = Arc::from(name);
        self.files.push(Arc::clone(&name));
        name
    }
}

#[cfg(test)]
#[path = "variables_tests.rs"]
mod tests;
