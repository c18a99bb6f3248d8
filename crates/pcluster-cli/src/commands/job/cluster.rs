//! The cluster that a job is for, read from its configuration.

use std::io;
use std::path::Path;

use pcluster_config::diagnostic::Severity;
use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_config::render::{HumanOptions, human};
use pcluster_config::{ConfigKind, Options, Report, check_bytes};
use pcluster_slurm::cluster::Cluster;

use crate::args::ClusterReading;
use crate::commands::inputs::Input;
use crate::commands::project::{Projects, Terms};
use crate::terminal;

/// Reads the configuration of a cluster. `None` where it cannot be used: its errors have been printed.
pub(crate) fn read(file: &Path, reading: &ClusterReading) -> anyhow::Result<Option<Cluster>> {
    let input = Input::from_argument(file);
    let mut projects = Projects::new(&reading.config)?;
    let terms = projects.terms(&input)?;
    for report in projects.into_reports() {
        show(&report, reading);
    }
    let (release, region, policy) = match terms {
        Terms::Check { release, region, policy } => (release, region, policy),
        // It was asked for by name.
        Terms::Excluded => (None, None, pcluster_config::policy::Policy::default()),
        Terms::Unusable => return Ok(None),
    };
    let options = Options {
        release: reading.release.or(release).unwrap_or_default(),
        kind: Some(ConfigKind::Cluster),
        region: region.as_deref(),
        ..Options::default()
    };
    let mut report = check_bytes(&input.name(), &input.read()?, &options);
    policy.apply(&mut report);
    Ok(match report.into_validated() {
        Ok(config) => Some(Cluster::new(&config, &EmbeddedCatalogue)),
        Err(report) => {
            let name = report.file().to_owned();
            let is_template = report.is_template();
            show(&report.only(|problem| problem.severity == Severity::Error), reading);
            terminal::complain(&format!(
                "error: {name}: this cluster cannot be used: {}",
                if is_template {
                    "the file is a template; `pclusterctl render` fills it in"
                } else {
                    "`pclusterctl validate` says more about its configuration"
                }
            ));
            None
        }
    })
}

/// What is wrong goes to standard error: standard output is for what was asked for.
fn show(report: &Report, reading: &ClusterReading) {
    let color = terminal::use_color(reading.color, &io::stderr());
    terminal::complain_whole(&human(report, &HumanOptions { color, width: terminal::width() }));
}
