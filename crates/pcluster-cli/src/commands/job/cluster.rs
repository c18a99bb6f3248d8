//! The cluster that a job is for, read from its configuration.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pcluster_config::diagnostic::Severity;
use pcluster_config::facts::{EmbeddedCatalogue, Release};
use pcluster_config::policy::Policy;
use pcluster_config::render::{HumanOptions, human};
use pcluster_config::{ConfigKind, Options, Report, check_bytes};
use pcluster_slurm::check::Form;
use pcluster_slurm::cluster::Cluster;

use crate::args::ClusterReading;
use crate::commands::inputs::Input;
use crate::commands::project::{Conditions, Projects, Terms};
use crate::commands::rulebook::CHECKED;
use crate::terminal;

/// What came of reading a cluster.
pub(super) enum Examined {
    /// It can be used; the release is the one that it was checked for.
    Usable(Box<Cluster>, Release),
    /// Its configuration has errors, which the report shows alone, or is none yet; what to say about it.
    Wrong(Box<Report>, String),
    /// The settings that it belongs to cannot be used, which their own report says.
    WrongSettings,
}

/// Reads the configuration of a cluster. `release` wins over what its settings say.
pub(super) fn examine(
    input: &Input,
    release: Option<Release>,
    projects: &mut Projects,
) -> anyhow::Result<Examined> {
    let conditions = match projects.terms(input)? {
        Terms::Check(conditions) => conditions,
        // It was asked for by name.
        Terms::Excluded => Conditions::default(),
        Terms::Unusable => return Ok(Examined::WrongSettings),
    };
    let options = Options {
        release: release.or(conditions.release).unwrap_or_default(),
        kind: Some(ConfigKind::Cluster),
        region: conditions.region.as_deref(),
        rulebook: CHECKED,
        ..Options::default()
    };
    let bytes = input.read()?;
    let mut report = check_bytes(&input.name(), &bytes, &options);
    conditions.policy.apply(&mut report);
    Ok(match report.into_validated() {
        Ok(config) => Examined::Usable(Box::new(Cluster::new(&config, &EmbeddedCatalogue)), config.release()),
        Err(report) if is_a_job(report.file(), &bytes) => {
            let why = format!("error: {} is a job, not the configuration of a cluster", report.file());
            Examined::Wrong(Box::new(report.only(|_| false)), why)
        }
        Err(report) => {
            let why = format!(
                "error: {}: this cluster cannot be used: {}",
                report.file(),
                if report.is_template() {
                    "the file is a template; `pclusterctl render` fills it in"
                } else {
                    "`pclusterctl validate` says more about its configuration"
                }
            );
            Examined::Wrong(Box::new(report.only(|problem| problem.severity == Severity::Error)), why)
        }
    })
}

/// Whether a job was given where a cluster belongs.
fn is_a_job(name: &str, bytes: &[u8]) -> bool {
    matches!(Form::of(name, &String::from_utf8_lossy(bytes)), Form::Job(_))
}

/// What the settings say about a job, where the command line does not.
pub(crate) struct Said {
    /// The configuration of its cluster; `None` where nothing names one.
    pub(crate) cluster: Option<PathBuf>,
    /// What is hidden of what is found in it.
    pub(crate) policy: Policy,
}

/// The settings of a job; standard input belongs to the working directory. `given` is the cluster that the command line
/// names, which wins.
pub(crate) fn settings_of(
    job: &Input,
    given: Option<&Path>,
    reading: &ClusterReading,
) -> anyhow::Result<Said> {
    let mut projects = Projects::new(&reading.config)?;
    let conditions = match projects.terms(job)? {
        Terms::Check(conditions) => conditions,
        // It was asked for by name.
        Terms::Excluded => Conditions::default(),
        Terms::Unusable => {
            projects.into_reports().iter().for_each(|report| show(report, reading));
            bail!("the settings cannot be used");
        }
    };
    let cluster = given.map(Path::to_owned).or(conditions.cluster);
    Ok(Said { cluster, policy: conditions.policy })
}

impl Said {
    /// The configuration of the cluster, without which the work cannot be done.
    pub(crate) fn cluster(&self) -> anyhow::Result<&Path> {
        self.cluster.as_deref().context(
            "nothing says which cluster the job is for: name its configuration with `--cluster`, or as `cluster` \
             in pclusterctl.toml",
        )
    }
}

/// Reads the configuration of a cluster. `None` where it cannot be used: its errors have been printed.
pub(crate) fn read(file: &Path, reading: &ClusterReading) -> anyhow::Result<Option<Cluster>> {
    let mut projects = Projects::new(&reading.config)?;
    let examined = examine(&Input::from_argument(file), reading.release, &mut projects)?;
    for report in projects.into_reports() {
        show(&report, reading);
    }
    Ok(match examined {
        Examined::Usable(cluster, _) => Some(*cluster),
        Examined::Wrong(report, why) => {
            show(&report, reading);
            terminal::complain(&why);
            None
        }
        Examined::WrongSettings => None,
    })
}

/// What is wrong goes to standard error: standard output is for what was asked for.
pub(crate) fn show(report: &Report, reading: &ClusterReading) {
    let color = terminal::use_color(reading.color, &io::stderr());
    terminal::complain_whole(&human(report, &HumanOptions { color, width: terminal::width() }));
}
