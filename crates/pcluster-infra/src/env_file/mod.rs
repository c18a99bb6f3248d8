//! Files of variables that people and tools share: `export NAME=value` lines, flat YAML, JSON.
//!
//! Such a file is kept by hand as well. A change touches the values of its names and nothing else: other lines,
//! comments, order and line breaks stay as they are. Every change is read back, by the reader that fills templates
//! ([`Variables`]), before it counts; what cannot be changed safely is refused.
//!
//! ```
//! use pcluster_infra::env_file::EnvFile;
//!
//! let mut file = EnvFile::parse("pcluster-env.sh", "# mine\nexport VPC_ID=vpc-1 # old\n")?;
//! file.set("VPC_ID", "vpc-2")?;
//! file.set("CLUSTER_NAME", "it's new")?;
//! assert_eq!(
//!     file.as_str(),
//!     "# mine\nexport VPC_ID=vpc-2 # old\nexport CLUSTER_NAME='it'\\''s new'\n"
//! );
//! # Ok::<(), pcluster_infra::env_file::EnvFileError>(())
//! ```

mod edit;
mod error;

use pcluster_config::template::{FileKind, Layout, Place, Variable, Variables, is_name};

pub use error::EnvFileError;

/// A file of variables in memory, whose values can be changed.
///
/// Its `Debug` output leaves the values out, which may be secrets.
#[derive(Clone)]
pub struct EnvFile {
    name: String,
    text: String,
    original: String,
    /// What was set, in that order: a later change must not take an earlier one back.
    wanted: Vec<(String, String)>,
    variables: Variables,
    layout: Layout,
}

impl std::fmt::Debug for EnvFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnvFile")
            .field("name", &self.name)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl EnvFile {
    /// Reads a file; its name and its content tell how it is written. An empty text is a new file.
    ///
    /// It fails where the structure of the text is not clear, as after a quote that is never closed. Lines that mean
    /// something only to a shell are left alone.
    pub fn parse(name: &str, text: &str) -> Result<Self, EnvFileError> {
        let original = text.to_owned();
        let is_json =
            std::path::Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let text = if is_json && text.trim().is_empty() { "{}\n" } else { text };
        let (variables, layout) = read(name, text);
        if let Some(error) = error::of_structure(text, &layout) {
            return Err(error);
        }
        Ok(Self {
            name: name.to_owned(),
            text: text.to_owned(),
            original,
            wanted: Vec::new(),
            variables,
            layout,
        })
    }

    /// How the file is written.
    pub fn kind(&self) -> FileKind {
        self.layout.kind
    }

    /// The value of a name, where the file sets it to something that can be read without a shell.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(Variable::value)
    }

    /// Whether the file sets a name, to whatever value.
    pub fn sets(&self, name: &str) -> bool {
        self.layout.places.iter().any(|place| place.name == name)
    }

    /// Gives a name a value: where it stands, else at the end. Nothing changes where it has that value already.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), EnvFileError> {
        if !is_name(name) {
            return Err(EnvFileError::BadName(name.to_owned()));
        }
        let mut changed = self.clone();
        changed.wanted.retain(|(other, _)| other != name);
        changed.wanted.push((name.to_owned(), value.to_owned()));
        changed.settle()?;
        *self = changed;
        Ok(())
    }

    /// Gives several names their values, all of them or none.
    pub fn merge<'v>(
        &mut self,
        values: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<(), EnvFileError> {
        let mut changed = self.clone();
        for (name, value) in values {
            changed.set(name, value)?;
        }
        *self = changed;
        Ok(())
    }

    /// The text as it is now.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the text differs from what was read.
    pub fn is_changed(&self) -> bool {
        self.text != self.original && !self.wanted.is_empty()
    }

    /// Edits until every name has the value it was given: a value that refers to another name may change with that.
    fn settle(&mut self) -> Result<(), EnvFileError> {
        // A value that was edited is a literal, and does not change any more: one round for each name is enough.
        for _ in 0..=self.wanted.len() {
            let wrong = self.wanted.iter().find(|(name, value)| self.get(name) != Some(value)).cloned();
            let Some((name, value)) = wrong else { return Ok(()) };
            self.edit(&name, &value)?;
        }
        Ok(())
    }

    fn edit(&mut self, name: &str, value: &str) -> Result<(), EnvFileError> {
        let text = edit::with_value(&self.text, &self.layout, name, value)?;
        let (variables, layout) = read(&self.name, &text);
        let kept = match layout.kind {
            FileKind::Shell => others(&self.text, &self.layout, name).eq(others(&text, &layout, name)),
            FileKind::Yaml => values(&self.variables, name).eq(values(&variables, name)),
        };
        let same_kind = layout.kind == self.layout.kind;
        let is_set = variables.get(name).is_some_and(|variable| variable.value() == value);
        if !(kept && same_kind && is_set && layout.is_closed) {
            return Err(EnvFileError::Unclear(name.to_owned()));
        }
        (self.text, self.variables, self.layout) = (text, variables, layout);
        Ok(())
    }
}

impl std::fmt::Display for EnvFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

fn read(name: &str, text: &str) -> (Variables, Layout) {
    let mut variables = Variables::new();
    let _ = variables.read_file(name, text);
    (variables, Layout::of(name, text))
}

/// The values besides that of a name.
fn values<'v>(variables: &'v Variables, name: &'v str) -> impl Iterator<Item = (&'v str, &'v str)> {
    variables.iter().map(|one| (one.name(), one.value())).filter(move |(other, _)| *other != name)
}

/// What the file sets besides a name, as it is written: the value may refer to that name.
fn others<'t>(
    text: &'t str,
    layout: &'t Layout,
    name: &'t str,
) -> impl Iterator<Item = (&'t str, Option<&'t str>)> {
    let piece = |place: &'t Place| text.get(place.value.start..place.value.end);
    layout
        .places
        .iter()
        .filter(move |place| place.name != name)
        .map(move |place| (place.name.as_str(), piece(place)))
}
