//! `pclusterctl validate`

use std::collections::BTreeSet;
use std::path::Path;

use pcluster_config::policy::Policy;
use pcluster_config::{Report, check_bytes};
use pcluster_slurm::check::is_job_yaml;

use crate::args::Validate;
use crate::exit::Outcome;
use crate::terminal;

use super::checking::{self, Checker, Wanted, listed};
use super::inputs::Search;
use super::project::Conditions;

pub(crate) fn run(args: &Validate) -> anyhow::Result<Outcome> {
    let wanted = Wanted {
        paths: &args.paths,
        search: Search { is_wanted: is_configuration, files: "*.yaml and *.yml files" },
        suppressed: suppressed(args),
        release: &|| args.target.release.unwrap_or_default(),
        checked: "file",
        without_measure: "`pclusterctl job check` is for",
        against: &|reports| {
            let releases: BTreeSet<_> = reports.iter().map(|report| report.release()).collect();
            let releases: Vec<&str> = releases.iter().map(|release| release.as_str()).collect();
            format!("for ParallelCluster {}", listed(&releases))
        },
    };
    checking::run(&args.checking, &wanted, |_, input, conditions| {
        let name = input.name();
        if is_job_yaml(&name) {
            terminal::complain(&format!("error: {name} is a job, which `pclusterctl job check` checks"));
            return None;
        }
        Some(checker(args, conditions))
    })
}

/// What checks a file on the conditions of its project.
fn checker<'a>(args: &'a Validate, conditions: &Conditions) -> Checker<'a> {
    let (release, region) = (conditions.release, conditions.region.clone());
    Box::new(move |name, bytes| -> Report {
        check_bytes(name, bytes, &args.target.options(release, region.as_deref()))
    })
}

/// The official validators that are left out. Names without effect are told on standard error.
fn suppressed(args: &Validate) -> Policy {
    let mut policy = Policy::default();
    for suppression in &args.suppress_validators {
        if let Some(complaint) = suppression.complaint() {
            terminal::complain(&format!("warning: --suppress-validators: {complaint}"));
        }
        policy.suppress(suppression.clone());
    }
    policy
}

/// Whether a file in a directory is taken for a configuration.
fn is_configuration(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    is_yaml && !is_job_yaml(&name)
}
