//! `pclusterctl job render`.

use anyhow::bail;
use pcluster_slurm::check::Form;
use pcluster_slurm::check_bytes;
use pcluster_slurm::job::Source;
use pcluster_slurm::rules::{Facts, judge};
use pcluster_slurm::sbatch::{Origin, RenderError, render};
use pcluster_slurm::spec;

use super::{cluster, complain, written};
use crate::args::JobRender;
use crate::commands::inputs::Input;
use crate::commands::output;
use crate::exit::Outcome;

/// Runs the command.
pub(super) fn run(args: &JobRender) -> anyhow::Result<Outcome> {
    let input = Input::from_argument(&args.job);
    if input == Input::Stdin && args.cluster.cluster.as_ref() == Some(&args.job) {
        bail!("standard input cannot be the cluster and the job");
    }
    if let Some(output) = &args.output {
        if output::is_same_file(&args.job, output) {
            bail!("{} is the job itself", output.display());
        }
        written::refuse_to_replace(output, args.force)?;
    }
    let bytes = input.read()?;
    let name = input.name();
    match Form::of(&name, &String::from_utf8_lossy(&bytes)) {
        Form::Job(Source::Script) => {
            complain(
                &format!("{name} is a script already: `job render` makes one of a job as YAML"),
                "`pclusterctl job check` checks it, `pclusterctl job submit` submits it",
            );
            return Ok(Outcome::Findings);
        }
        Form::Cluster(_) => {
            cluster::show(&check_bytes(&name, &bytes, &Facts::default()), &args.cluster.reading);
            return Ok(Outcome::Findings);
        }
        _ => {}
    }
    let said = cluster::settings_of(&input, args.cluster.cluster.as_deref(), &args.cluster.reading)?;
    let file = said.cluster()?;
    let Some(cluster) = cluster::read(file, &args.cluster.reading)? else {
        return Ok(Outcome::Incomplete);
    };
    let read = spec::read(&name, &bytes);
    let facts = Facts { cluster: Some(&cluster), ..Facts::default() };
    let found = read.job.as_ref().map(|job| judge(job, &facts)).unwrap_or_default();
    let (mut report, job) = read.finish(found);
    said.policy.apply(&mut report);
    cluster::show(&report, &args.cluster.reading);
    let Some(job) = job else { return Ok(Outcome::Findings) };
    let (job_file, cluster_file) = (written::name(&args.job), written::name(file));
    match render(&job, &cluster, &Origin { job: Some(&job_file), cluster: Some(&cluster_file) }) {
        Ok(script) => {
            written::give(args.output.as_deref(), script.as_str())?;
            Ok(if report.is_valid() { Outcome::Clean } else { Outcome::Findings })
        }
        Err(error) => {
            if let RenderError::Unsound(report) = &error {
                cluster::show(report, &args.cluster.reading);
            }
            complain(&error, error.help());
            Ok(Outcome::Findings)
        }
    }
}
