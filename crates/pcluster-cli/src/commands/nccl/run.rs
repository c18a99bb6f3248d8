//! `pclusterctl nccl run`.

use std::path::Path;

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_slurm::client::{
    FollowEvent, FollowOptions, Followed, JobId, JobState, SlurmError, SubmitOptions, follow, submit,
};
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::nccl::{Known, Report, Verdict};
use pcluster_slurm::rules::{Facts, judge};
use pcluster_slurm::sbatch::{Origin, RenderError, render};
use pcluster_slurm::spec::{self, JobSpec};

use super::job_output::JobOutput;
use super::{job, report};
use crate::args::NcclRun;
use crate::commands::inputs::Input;
use crate::commands::job::running::{Telling, in_words, left_running};
use crate::commands::job::{cluster, complain, written};
use crate::commands::operation;
use crate::commands::slurm::{Connection, connect};
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &NcclRun) -> anyhow::Result<Outcome> {
    let input = args.file.as_deref().map_or(Input::Stdin, Input::from_argument);
    let said = cluster::settings_of(&input, args.cluster.cluster.as_deref(), &args.cluster.reading)?;
    let cluster_file = said.cluster()?;
    let Some(cluster) = cluster::read(cluster_file, &args.cluster.reading)? else {
        return stopped("the configuration of the cluster has errors", args, Outcome::Incomplete);
    };
    let (name, bytes) = if args.file.is_some() {
        (input.name(), input.read()?)
    } else {
        let text = job::text(&args.job, &cluster, cluster_file, &args.cluster.reading)?;
        let Some(text) = text else {
            return stopped("the job cannot be written", args, Outcome::Incomplete);
        };
        ("nccl.job.yaml".to_owned(), text.into_bytes())
    };
    let read = spec::read(&name, &bytes);
    let facts = Facts { cluster: Some(&cluster), ..Facts::default() };
    let found = read.job.as_ref().map(|job| judge(job, &facts)).unwrap_or_default();
    let (mut report, spec) = read.finish(found);
    said.policy.apply(&mut report);
    cluster::show(&report, &args.cluster.reading);
    let Some(spec) = spec.filter(|_| report.is_valid()) else {
        return stopped(
            &format!("{name} was not submitted: its check found errors"),
            args,
            Outcome::Findings,
        );
    };
    let Some(script) = script(&spec, &name, &cluster, cluster_file, args) else {
        return stopped(&format!("{name} makes no script"), args, Outcome::Findings);
    };
    let types = instance_types(&cluster, spec.partition.as_deref());
    aws::block_on(async {
        let connection = connect(&args.slurm).await?;
        let outcome = measure(&connection, script, &types, &spec, args).await;
        connection.close().await;
        outcome
    })
}

/// Submits the job, follows it, and judges what it wrote.
async fn measure(
    connection: &Connection,
    script: Vec<u8>,
    types: &[String],
    spec: &JobSpec,
    args: &NcclRun,
) -> anyhow::Result<Outcome> {
    let options = SubmitOptions { script, options: Vec::new(), arguments: Vec::new(), once: false };
    let submitted = operation::follow(submit(&connection.slurm, options), |event| {
        if args.json { json_lines::print(event) } else { Ok(()) }
    })
    .await?;
    let id = JobId::from(submitted.id);
    if args.json {
        json_lines::print_named("submitted", &submitted)?;
    } else {
        terminal::complain(&format!("job {id} is in the queue"));
    }
    let mut operation = follow(&connection.slurm, id, FollowOptions::default());
    let cancellation = operation.cancellation();
    let mut told = Telling::new(id, args.json);
    let mut output = if args.json { JobOutput::default() } else { JobOutput::shown() };
    loop {
        let event = tokio::select! {
            event = operation.next() => event,
            _ = tokio::signal::ctrl_c(), if !cancellation.is_cancelled() => {
                cancellation.cancel();
                continue;
            }
        };
        let Some(event) = event else { break };
        if let FollowEvent::Output(written) = &event {
            output.take(written);
        }
        if args.json || !matches!(event, FollowEvent::Output(_)) {
            told.tell(&event)?;
        }
    }
    let followed = match operation.finish().await {
        Ok(followed) => followed,
        Err(error) => {
            let left = match error {
                SlurmError::Cancelled(_) => left_running(id, &args.slurm, args.json),
                error => Err(aws::explained(error)),
            };
            terminal::complain(&format!(
                "  = help: once it has ended, `pclusterctl nccl report --job {id}{}` judges what it measured",
                args.slurm.words()
            ));
            return left;
        }
    };
    let known = Known::nothing(&EmbeddedCatalogue).with_instance_types(types).with_nodes(Some(spec.nodes()));
    let report = Report::of(vec![(format!("job {id}"), output.finish())], &known);
    report::plot(&report, args.svg.as_deref())?;
    if args.json {
        json_lines::print_outcome(&report::document(&report)?)?;
    } else if report.runs.is_empty() {
        terminal::complain(&nothing_measured(id, &followed, &args.slurm.words()));
    } else {
        report::show(&report, args.cluster.reading.color, !args.no_plot)?;
    }
    let failed = followed.exit_status != 0;
    Ok(match report.worst().map(Verdict::is_well) {
        Some(false) => Outcome::Findings,
        // Figures of a job that failed later are shown, but something is wrong.
        _ if failed => Outcome::Findings,
        Some(true) => Outcome::Clean,
        None => Outcome::Incomplete,
    })
}

/// What to say of a job whose output tells of no test.
fn nothing_measured(id: JobId, followed: &Followed, way: &str) -> String {
    let failed = followed.jobs.iter().find(|job| job.state != JobState::Completed);
    let ended = failed.map_or_else(
        || "was completed".to_owned(),
        |job| format!("ended ({}, {})", in_words(&job.state), job.exit),
    );
    format!(
        "error: job {id} {ended}, and wrote nothing that nccl-tests or NCCL would write\n  = help: `pclusterctl job status \
         {id}{way}` says how it ended and where it wrote"
    )
}

fn script(
    spec: &JobSpec,
    name: &str,
    cluster: &Cluster,
    cluster_file: &Path,
    args: &NcclRun,
) -> Option<Vec<u8>> {
    let cluster_file = written::name(cluster_file);
    let job_file = written::name(Path::new(name));
    match render(spec, cluster, &Origin { job: Some(&job_file), cluster: Some(&cluster_file) }) {
        Ok(script) => Some(script.into_string().into_bytes()),
        Err(error) => {
            if let RenderError::Unsound(report) = &error {
                cluster::show(report, &args.cluster.reading);
            }
            complain(&error, error.help());
            None
        }
    }
}

/// The types of the nodes of a partition.
fn instance_types(cluster: &Cluster, partition: Option<&str>) -> Vec<String> {
    let partition = match partition {
        Some(name) => cluster.partition(name),
        None => cluster.default_partition(),
    };
    let groups = partition.map(|partition| partition.groups.as_slice()).unwrap_or_default();
    let mut types: Vec<String> = groups.iter().flat_map(|group| group.instance_types.clone()).collect();
    types.sort();
    types.dedup();
    types
}

fn stopped(message: &str, args: &NcclRun, outcome: Outcome) -> anyhow::Result<Outcome> {
    if args.json {
        json_lines::print_stopped(message)?;
    } else {
        terminal::complain(&format!("error: {message}"));
    }
    Ok(outcome)
}
