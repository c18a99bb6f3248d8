//! The settings of a project, `pclusterctl.toml`.
//!
//! ```toml
//! release = "3.14.0"
//! region = "eu-west-1"
//! cluster = "cluster.yaml"
//! exclude = ["old/", "*.generated.yaml"]
//! suppress-validators = ["type:DcvValidator"]
//!
//! [rules]
//! loose-form = "error"
//! fraction-dropped = "off"
//!
//! [[overrides]]
//! paths = ["next/"]
//! release = "3.16.1"
//! rules = { loose-form = "info" }
//! ```
//!
//! Patterns of paths are written as in a `.gitignore` file; they and `cluster` are relative to the folder of the
//! settings. Reading files and comparing paths is up to the caller.

mod problems;
mod reader;

use crate::diagnostic::{About, Report};
use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::location::Span;
use crate::policy::Policy;
use crate::rules::Rulebook;

/// The settings of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The release that files are for; the newest by default.
    pub release: Option<Release>,
    /// The region of files that name none.
    pub region: Option<String>,
    /// The cluster configuration that jobs are for: a path, relative to the folder of the settings.
    pub cluster: Option<String>,
    /// Files that are not checked.
    pub exclude: Vec<Pattern>,
    /// The levels of rules, and the official validators that are left out.
    pub policy: Policy,
    /// What holds for some files only; a later one wins.
    pub overrides: Vec<Override>,
}

/// What holds for some files only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The files.
    pub paths: Vec<Pattern>,
    /// The release that they are for.
    pub release: Option<Release>,
    /// The region of those that name none.
    pub region: Option<String>,
    /// The cluster configuration that jobs among them are for: a path, relative to the folder of the settings.
    pub cluster: Option<String>,
    /// The levels of rules, and the official validators that are left out.
    pub policy: Policy,
}

/// A pattern of paths, as in a `.gitignore` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Settings {
    /// Reads settings, and reports everything that is wrong with them. `name` is what the report calls the file.
    ///
    /// ```
    /// use pcluster_config::settings::Settings;
    ///
    /// let (settings, report) = Settings::read("pclusterctl.toml", "release = '3.14.0'\nrule = {}\n");
    /// assert_eq!(settings.release.map(|release| release.as_str()), Some("3.14.0"));
    /// assert_eq!(report.diagnostics()[0].help.as_deref(), Some("rename it to `rules`"));
    /// ```
    pub fn read(name: &str, text: &str) -> (Self, Report) {
        Self::read_with(name, text, Rulebook::configurations())
    }

    /// Reads settings that may name the rules of a book.
    pub fn read_with(name: &str, text: &str, book: Rulebook) -> (Self, Report) {
        let (settings, diagnostics) = reader::read(text, book);
        let mut report = Report::new(name, ConfigKind::Cluster, Release::newest());
        report.about = About::Settings;
        report.diagnostics = diagnostics;
        report.set_text(text);
        report.sort();
        (settings, report)
    }
}

impl Pattern {
    /// Reports a pattern that cannot be read, with the reason, in the report of its settings.
    pub fn reject(&self, report: &mut Report, reason: &str) {
        report.diagnostics.push(problems::pattern(self, reason));
        report.sort();
    }
}
