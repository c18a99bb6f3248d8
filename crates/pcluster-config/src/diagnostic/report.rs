//! All that was found in one configuration.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use crate::allow::{Allows, Comment};
use crate::diagnostic::{Diagnostic, Hidden, HiddenBy, Severity};
use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::location::{LineIndex, Position, Span};
use crate::model::cluster::ClusterConfig;
use crate::model::image::ImageConfig;
use crate::rules::Rulebook;

/// What was found in one configuration, the problems in the order of their places.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) file: String,
    pub(crate) text: Option<Text>,
    pub(crate) kind: ConfigKind,
    pub(crate) release: Release,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) hidden: Vec<Hidden>,
    pub(crate) config: Option<Config>,
    pub(crate) has_placeholders: bool,
    pub(crate) is_template: bool,
    pub(crate) about: About,
    /// Ranges of the text that nobody is shown.
    pub(crate) concealed: Vec<Span>,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// A configuration, or what is to become one.
    Configuration,
    /// The settings of this tool.
    Settings,
    /// A job.
    Job,
}

impl About {
    /// What an error of shape leads to.
    pub(crate) const fn of_shape_errors(self) -> &'static str {
        match self {
            Self::Job => "a job with such an error cannot be read",
            _ => "the official tool refuses a file with such an error",
        }
    }
}

/// A text with its lines.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    text: String,
    /// Its lines, once a place is asked for: a sound file never pays for them.
    lines: OnceLock<LineIndex>,
}

impl Text {
    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// A configuration of either kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Config {
    /// A cluster.
    Cluster(Box<ClusterConfig>),
    /// A machine image.
    Image(Box<ImageConfig>),
}

/// A configuration in which a check found no error, apart from those that someone took upon themselves
/// ([`Report::is_valid`]). Only a check makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Validated<C> {
    config: C,
    release: Release,
}

impl Report {
    /// What was found in a text that is not a configuration itself, such as a template.
    pub fn of_text(file: &str, text: &str, diagnostics: Vec<Diagnostic>) -> Self {
        let mut report = Self::new(file, ConfigKind::Cluster, Release::newest());
        report.diagnostics = diagnostics;
        report.set_text(text);
        report.sort();
        report
    }

    /// What was found in a job: a script, or YAML. There is no official validator for those.
    pub fn of_job(file: &str, text: &str, mut diagnostics: Vec<Diagnostic>) -> Self {
        for diagnostic in &mut diagnostics {
            diagnostic.official = None;
        }
        let mut report = Self::of_text(file, text, diagnostics);
        report.about = About::Job;
        report.limit();
        report
    }

    /// Hides the problems that comments of the text allow (`# pclusterctl: allow[rule-id] the reason`), and reports the
    /// comments that do not do what they seem to. Whether a comment is of no use can only be said where all rules spoke,
    /// so that an error kept none of them back. `book` has the rules that comments may name.
    ///
    /// ```
    /// use pcluster_config::allow::Comment;
    /// use pcluster_config::diagnostic::{Diagnostic, Severity};
    /// use pcluster_config::location::{Path, Span};
    /// use pcluster_config::rules::{RuleInfo, Rulebook};
    /// use pcluster_config::Report;
    ///
    /// const BOOK: Rulebook = Rulebook::new(&[&[RuleInfo::new("two-nodes", Severity::Warning, "Job", "Two.", "")]]);
    /// let text = "#SBATCH -N 2 # pclusterctl: allow[two-nodes] one is not enough\n";
    /// let found = Diagnostic::new("two-nodes", Severity::Warning, Path::root(), "two").at(Span::new(8, 12), "");
    /// let mut report = Report::of_job("job.sbatch", text, vec![found]);
    /// let comment = Comment { text: text[13..].trim_end(), start: 13, covers: Span::new(0, text.len() - 1) };
    /// report.allow(&[comment], true, BOOK);
    /// assert!(report.diagnostics().is_empty());
    /// assert_eq!(report.hidden()[0].by.reason(), Some("one is not enough"));
    /// ```
    pub fn allow(&mut self, comments: &[Comment<'_>], all_rules_spoke: bool, book: Rulebook) {
        Allows::read(comments, book).apply(self, all_rules_spoke, book);
        self.sort();
        self.limit();
    }

    /// Keeps ranges of the text from being shown with the lines that they stand in: secrets. What stands in front of the
    /// first `=` or `:` of a range is shown.
    pub fn conceal(&mut self, ranges: impl IntoIterator<Item = Span>) {
        let text = self.text.as_ref().map_or("", |text| text.text.as_str());
        let behind_name = |range: Span| {
            let written = text.get(range.start..range.end)?;
            let is_name =
                |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+ ".contains(&byte));
            let name = written.find(['=', ':']).filter(|at| is_name(&written[..*at]));
            Some(Span::new(range.start + name.map_or(0, |at| at + 1), range.end))
        };
        self.concealed.extend(ranges.into_iter().filter_map(behind_name));
    }

    /// A range of the text as it is shown: every byte of what is concealed is a `*`, so that places stay true.
    pub(crate) fn shown(&self, from: usize, to: usize) -> Cow<'_, str> {
        let text = self.text().and_then(|text| text.get(from..to)).unwrap_or_default();
        let near: Vec<&Span> =
            self.concealed.iter().filter(|range| range.start < to && from < range.end).collect();
        if near.is_empty() {
            return Cow::Borrowed(text);
        }
        let inside = |at: usize| near.iter().any(|range| range.start <= at && at < range.end);
        let mut shown = String::with_capacity(text.len());
        for (at, letter) in text.char_indices() {
            if inside(from + at) && letter != '\n' {
                shown.extend(std::iter::repeat_n('*', letter.len_utf8()));
            } else {
                shown.push(letter);
            }
        }
        Cow::Owned(shown)
    }

    /// A report in which nothing stands yet.
    pub(crate) fn new(file: &str, kind: ConfigKind, release: Release) -> Self {
        Self {
            file: file.to_owned(),
            text: None,
            kind,
            release,
            diagnostics: Vec::new(),
            hidden: Vec::new(),
            config: None,
            has_placeholders: false,
            is_template: false,
            about: About::Configuration,
            concealed: Vec::new(),
        }
    }

    /// The name of the file, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The text that was checked; `None` for a configuration that was built in code.
    pub fn text(&self) -> Option<&str> {
        self.text.as_ref().map(|text| text.text.as_str())
    }

    /// What kind of configuration it was checked as.
    pub fn kind(&self) -> ConfigKind {
        self.kind
    }

    /// The release it was checked for.
    pub fn release(&self) -> Release {
        self.release
    }

    /// The problems, in the order of their places.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The problems that were found and are not shown, each with the reason.
    pub fn hidden(&self) -> &[Hidden] {
        &self.hidden
    }

    /// Whether it is about settings of this tool ([`crate::settings`]), not about a configuration.
    pub fn is_settings(&self) -> bool {
        self.about == About::Settings
    }

    /// Whether it is about a job, not about a configuration.
    pub fn is_job(&self) -> bool {
        self.about == About::Job
    }

    /// Whether no error was found, apart from those that someone took upon themselves with a comment, in the settings
    /// or for this run. An error that a baseline hides is still an error.
    pub fn is_valid(&self) -> bool {
        let put_off = self.hidden.iter().filter(|hidden| !hidden.by.is_accepted());
        let mut found = self.diagnostics.iter().chain(put_off.map(|hidden| &hidden.diagnostic));
        !found.any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The worst severity that is shown.
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
    }

    /// Whether placeholders such as `${NAME}` stand in it.
    pub fn has_placeholders(&self) -> bool {
        self.has_placeholders
    }

    /// Whether a placeholder stands where the official tool would refuse it: then it is a template, and there is no
    /// configuration yet.
    pub fn is_template(&self) -> bool {
        self.is_template
    }

    /// The configuration, if it could be read whole; it may still have errors.
    pub fn config(&self) -> Option<&Config> {
        self.config.as_ref()
    }

    /// The line that an offset stands in, without its end.
    pub(crate) fn line_around(&self, offset: usize) -> Span {
        self.text.as_ref().map_or(Span::at(0), |text| text.lines().line_around(&text.text, offset))
    }

    /// The line and column of an offset.
    pub fn position(&self, offset: usize) -> Option<Position> {
        self.text.as_ref().map(|text| text.lines().position(&text.text, offset))
    }

    /// The cluster configuration, if it is one without errors ([`Report::is_valid`]); else the report.
    pub fn into_validated(self) -> Result<Validated<ClusterConfig>, Box<Self>> {
        let valid = self.is_valid();
        match self {
            Self { config: Some(Config::Cluster(config)), release, .. } if valid => {
                Ok(Validated { config: *config, release })
            }
            report => Err(Box::new(report)),
        }
    }

    /// The image configuration, if it is one without errors ([`Report::is_valid`]); else the report.
    pub fn into_validated_image(self) -> Result<Validated<ImageConfig>, Box<Self>> {
        let valid = self.is_valid();
        match self {
            Self { config: Some(Config::Image(config)), release, .. } if valid => {
                Ok(Validated { config: *config, release })
            }
            report => Err(Box::new(report)),
        }
    }

    /// The report with some of its problems only, for showing them alone.
    #[doc(hidden)]
    #[must_use]
    pub fn only(mut self, keep: impl Fn(&Diagnostic) -> bool) -> Self {
        self.diagnostics.retain(keep);
        self.config = None;
        self
    }

    /// Forgets the text and all places in it: nobody has seen it.
    pub(crate) fn forget_text(&mut self) {
        self.text = None;
        for diagnostic in &mut self.diagnostics {
            diagnostic.span = None;
            diagnostic.fix = None;
            for label in &mut diagnostic.related {
                label.span = None;
            }
        }
    }

    pub(crate) fn set_text(&mut self, text: &str) {
        self.text = Some(Text { text: text.to_owned(), lines: OnceLock::new() });
    }

    /// Puts the problems in the order of their places and drops repetitions.
    pub(crate) fn sort(&mut self) {
        let place = |diagnostic: &Diagnostic| diagnostic.span.unwrap_or(Span::at(usize::MAX));
        self.diagnostics.sort_by(|this, that| {
            let this = (place(this), std::cmp::Reverse(this.severity), this.rule, &this.path, &this.message);
            this.cmp(&(place(that), std::cmp::Reverse(that.severity), that.rule, &that.path, &that.message))
        });
        self.diagnostics.dedup();
    }

    /// Hides the problems for which there is a reason to.
    pub(crate) fn hide(&mut self, mut reason: impl FnMut(&Diagnostic) -> Option<HiddenBy>) {
        for diagnostic in std::mem::take(&mut self.diagnostics) {
            match reason(&diagnostic) {
                Some(by) => self.hidden.push(Hidden { diagnostic, by }),
                None => self.diagnostics.push(diagnostic),
            }
        }
    }
}

impl<C> Validated<C> {
    /// The release for which it was checked.
    pub fn release(&self) -> Release {
        self.release
    }

    /// The configuration alone.
    pub fn into_inner(self) -> C {
        self.config
    }
}

impl<C> Deref for Validated<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.config
    }
}
