//! `pclusterctl job check`

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use pcluster_config::facts::{EmbeddedCatalogue, Release};
use pcluster_config::policy::Policy;
use pcluster_slurm::check::{has_directives, is_job_yaml};
use pcluster_slurm::check_bytes;
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::rules::Facts;

use super::cluster::{Examined, examine};
use crate::args::JobCheck;
use crate::commands::checking::{self, Checker, Surroundings, Wanted, listed};
use crate::commands::inputs::{Input, Search};
use crate::commands::project::Conditions;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &JobCheck) -> anyhow::Result<Outcome> {
    let from_stdin = |path: &PathBuf| path.as_os_str() == "-";
    if args.cluster.as_ref().is_some_and(from_stdin) && args.paths.iter().any(from_stdin) {
        bail!("standard input cannot be the cluster and a job");
    }
    let clusters = Clusters::new(args);
    let wanted = Wanted {
        paths: &args.paths,
        search: Search {
            is_wanted: is_job,
            files: "*.sbatch, *.slurm, *.job.yaml and *.sh files with #SBATCH",
        },
        suppressed: Policy::default(),
        release: &|| clusters.release(),
        checked: "job",
        without_measure: "without a cluster to check against, nothing is said about",
        against: &|_| clusters.in_words(),
    };
    checking::run(&args.checking, &wanted, |around, input, conditions| {
        clusters.checker(around, input, conditions)
    })
}

/// The clusters that jobs are for, each read once.
struct Clusters<'a> {
    args: &'a JobCheck,
    /// By file; `None` where there is nothing to hold jobs against.
    read: RefCell<HashMap<PathBuf, Option<Arc<Cluster>>>>,
    releases: RefCell<BTreeSet<Release>>,
    /// Whether it was said that a job has no cluster.
    is_missed: Cell<bool>,
}

impl<'a> Clusters<'a> {
    fn new(args: &'a JobCheck) -> Self {
        let (read, releases) = (RefCell::default(), RefCell::default());
        Self { args, read, releases, is_missed: Cell::new(false) }
    }

    /// What checks a job, if its cluster can be used. Why it cannot is said once, not for every job.
    fn checker(
        &self,
        around: &mut Surroundings,
        job: &Input,
        conditions: &Conditions,
    ) -> Option<Checker<'a>> {
        if self.args.no_cluster {
            return Some(checker(None));
        }
        let Some(file) = self.args.cluster.as_ref().or(conditions.cluster.as_ref()) else {
            if !self.is_missed.replace(true) {
                terminal::complain(&format!(
                    "error: nothing says which cluster {} is for: name its configuration with `--cluster`, or as \
                     `cluster` in pclusterctl.toml; `--no-cluster` checks what needs none",
                    job.name()
                ));
            }
            return None;
        };
        let known = self.read.borrow().get(file).cloned();
        let cluster = known.unwrap_or_else(|| {
            let cluster = self.read(around, file).unwrap_or_else(|error| {
                terminal::complain(&format!("error: {error:#}"));
                None
            });
            self.read.borrow_mut().insert(file.clone(), cluster.clone());
            cluster
        });
        cluster.map(|cluster| checker(Some(cluster)))
    }

    /// Reads a cluster. `None` where it cannot be used: what is wrong is said.
    fn read(&self, around: &mut Surroundings, file: &Path) -> anyhow::Result<Option<Arc<Cluster>>> {
        match examine(&Input::from_argument(file), self.args.release, &mut around.projects)? {
            Examined::Usable(cluster, release) => {
                self.releases.borrow_mut().insert(release);
                Ok(Some(Arc::new(*cluster)))
            }
            Examined::Wrong(report, why) => {
                terminal::complain(&why);
                around.reports.push(*report);
                Ok(None)
            }
            Examined::WrongSettings => Ok(None),
        }
    }

    /// The release of the clusters, if it is one.
    fn release(&self) -> Release {
        let releases = self.releases.borrow();
        releases.first().copied().or(self.args.release).unwrap_or_default()
    }

    /// What jobs are held against, for the summary.
    fn in_words(&self) -> String {
        let read = self.read.borrow();
        let files: BTreeSet<String> = read
            .iter()
            .filter(|(_, cluster)| cluster.is_some())
            .map(|(file, _)| Input::from_argument(file).name())
            .collect();
        if files.is_empty() {
            return "without a cluster".to_owned();
        }
        format!("against {}", listed(&files.iter().map(String::as_str).collect::<Vec<_>>()))
    }
}

/// What checks a job for a cluster.
fn checker<'a>(cluster: Option<Arc<Cluster>>) -> Checker<'a> {
    Box::new(move |name, bytes| {
        check_bytes(name, bytes, &Facts { cluster: cluster.as_deref(), catalogue: &EmbeddedCatalogue })
    })
}

/// So much of a file is read to find out whether directives stand in it, in bytes.
const MOST_OF_A_SCRIPT: u64 = 1024 * 1024;

/// Whether a file in a directory is taken for a job.
fn is_job(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match name.rsplit_once('.') {
        Some((_, "sbatch" | "slurm")) => true,
        Some((_, "sh")) => {
            let mut bytes = Vec::new();
            let read = File::open(path).and_then(|file| file.take(MOST_OF_A_SCRIPT).read_to_end(&mut bytes));
            // A file that cannot be read is looked at again, and then said to be so.
            read.is_err() || has_directives(&String::from_utf8_lossy(&bytes))
        }
        _ => is_job_yaml(&name),
    }
}
