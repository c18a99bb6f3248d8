//! The settings of projects: found upwards from each file, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, bail};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use pcluster_config::Report;
use pcluster_config::diagnostic::Severity;
use pcluster_config::facts::Release;
use pcluster_config::policy::Policy;
use pcluster_config::settings::{Pattern, Settings};

use crate::args::ConfigFile;

use super::inputs::Input;
use super::paths::absolute;
use super::rulebook::CHECKED;

/// The name of the file of settings.
const FILE_NAME: &str = "pclusterctl.toml";

/// Settings take a few hundred bytes: what is larger is another file.
const MOST_BYTES: u64 = 1024 * 1024;

/// What the settings say about a file.
pub(crate) enum Terms {
    /// It is not checked.
    Excluded,
    /// The settings cannot be used.
    Unusable,
    /// It is checked like this.
    Check(Conditions),
}

/// How a file is checked, as far as the settings say.
pub(crate) struct Conditions {
    pub(crate) release: Option<Release>,
    pub(crate) region: Option<String>,
    /// The configuration of the cluster that it is for, if it is a job.
    pub(crate) cluster: Option<PathBuf>,
    pub(crate) policy: Policy,
}

impl Default for Conditions {
    /// What holds without settings.
    fn default() -> Self {
        Self { release: None, region: None, cluster: None, policy: Policy::of(CHECKED) }
    }
}

/// The settings of all projects that files belong to.
pub(crate) struct Projects {
    source: Source,
    /// By directory.
    found: HashMap<PathBuf, Option<Rc<Project>>>,
    all: Vec<Rc<Project>>,
}

/// Where settings come from.
enum Source {
    /// From the nearest file above.
    Nearest,
    /// From a file that the arguments name.
    Given(Rc<Project>),
    /// There are none.
    Nowhere,
}

struct Project {
    directory: PathBuf,
    settings: Settings,
    report: Report,
    exclude: Gitignore,
    /// The files of each override.
    overrides: Vec<Gitignore>,
}

impl Projects {
    /// Nothing is found yet, except what the arguments name.
    pub(crate) fn new(config: &ConfigFile) -> anyhow::Result<Self> {
        let mut projects = Self { source: Source::Nearest, found: HashMap::new(), all: Vec::new() };
        if let Some(file) = &config.config {
            projects.source = Source::Given(projects.read(file, &absolute(file)?)?);
        } else if config.no_config {
            projects.source = Source::Nowhere;
        }
        Ok(projects)
    }

    /// What the settings say about a file; standard input belongs to the working directory.
    pub(crate) fn terms(&mut self, input: &Input) -> anyhow::Result<Terms> {
        let file = absolute(match input {
            Input::File(path) => path,
            Input::Stdin => Path::new("<stdin>"),
        })?;
        let project = match &self.source {
            Source::Nearest => self.of(file.parent().unwrap_or(Path::new("/")))?,
            Source::Given(project) => Some(Rc::clone(project)),
            Source::Nowhere => None,
        };
        let nothing = Terms::Check(Conditions::default());
        Ok(project.map_or(nothing, |project| project.terms(&file)))
    }

    /// What is to be said about the settings that were read.
    pub(crate) fn into_reports(self) -> Vec<Report> {
        let reports = self.all.iter().map(|project| project.report.clone());
        reports.filter(|report| !report.diagnostics().is_empty()).collect()
    }

    fn of(&mut self, directory: &Path) -> anyhow::Result<Option<Rc<Project>>> {
        if let Some(known) = self.found.get(directory) {
            return Ok(known.clone());
        }
        let file = directory.join(FILE_NAME);
        let project = if file.is_file() {
            Some(self.read(&shown(&file), &file)?)
        } else if directory.join(".git").exists() {
            None
        } else {
            directory.parent().map_or(Ok(None), |parent| self.of(parent))?
        };
        self.found.insert(directory.to_owned(), project.clone());
        Ok(project)
    }

    /// Reads settings; `name` is what messages call the file.
    fn read(&mut self, name: &Path, file: &Path) -> anyhow::Result<Rc<Project>> {
        let context = || format!("cannot read {}", name.display());
        let size = std::fs::metadata(file).with_context(context)?.len();
        if size > MOST_BYTES {
            bail!("cannot read {}: settings have no more than {} KiB", name.display(), MOST_BYTES / 1024);
        }
        let text = std::fs::read_to_string(file).with_context(context)?;
        let (settings, mut report) = Settings::read_with(&name.display().to_string(), &text, CHECKED);
        let directory = file.parent().unwrap_or(Path::new("/")).to_owned();
        let exclude = matcher(&directory, &settings.exclude, &mut report);
        let overrides = settings.overrides.iter();
        let overrides = overrides.map(|part| matcher(&directory, &part.paths, &mut report)).collect();
        let project = Rc::new(Project { directory, settings, report, exclude, overrides });
        self.all.push(Rc::clone(&project));
        Ok(project)
    }
}

impl Project {
    fn terms(&self, file: &Path) -> Terms {
        if self.report.worst() == Some(Severity::Error) {
            return Terms::Unusable;
        }
        let mut release = self.settings.release;
        let mut region = self.settings.region.as_ref();
        let mut cluster = self.settings.cluster.as_ref();
        let mut policy = self.settings.policy.clone();
        // Patterns say nothing about what lies outside their folder.
        if let Ok(below) = file.strip_prefix(&self.directory) {
            let names = |patterns: &Gitignore| patterns.matched_path_or_any_parents(below, false).is_ignore();
            if names(&self.exclude) {
                return Terms::Excluded;
            }
            for (part, paths) in self.settings.overrides.iter().zip(&self.overrides) {
                if names(paths) {
                    release = part.release.or(release);
                    region = part.region.as_ref().or(region);
                    cluster = part.cluster.as_ref().or(cluster);
                    policy = policy.and(&part.policy);
                }
            }
        }
        let cluster = cluster.map(|file| shown(&self.directory.join(file)));
        Terms::Check(Conditions { release, region: region.cloned(), cluster, policy })
    }
}

/// The files that patterns name; those that cannot be read are reported.
fn matcher(directory: &Path, patterns: &[Pattern], report: &mut Report) -> Gitignore {
    let mut builder = GitignoreBuilder::new(directory);
    for pattern in patterns {
        if let Err(error) = builder.add_line(None, &pattern.text) {
            pattern.reject(report, &error.to_string());
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// A file as messages call it: from the working directory, if it is below that.
fn shown(file: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| file.strip_prefix(here).ok()).unwrap_or(file).to_owned()
}
