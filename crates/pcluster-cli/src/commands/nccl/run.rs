//! `pclusterctl nccl run`.

use std::path::Path;

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_slurm::client::{FollowEvent, FollowOptions, JobId, SlurmError, SubmitOptions, follow, submit};
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::nccl::{Known, LogReader, Report};
use pcluster_slurm::rules::{Facts, judge};
use pcluster_slurm::sbatch::{Origin, RenderError, render};
use pcluster_slurm::spec::{self, JobSpec};

use super::{job, report};
use crate::args::NcclRun;
use crate::commands::inputs::Input;
use crate::commands::job::running::{Telling, left_running};
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
    let mut output = Output::default();
    loop {
        let event = tokio::select! {
            event = operation.next() => event,
            _ = tokio::signal::ctrl_c(), if !cancellation.is_cancelled() => {
                cancellation.cancel();
                continue;
            }
        };
        match event {
            Some(FollowEvent::Output(written)) if !args.json => output.take(&written.text),
            Some(event) => {
                if let FollowEvent::Output(written) = &event {
                    output.log.feed(&written.text);
                }
                told.tell(&event)?;
            }
            None => break,
        }
    }
    let followed = match operation.finish().await {
        Ok(followed) => followed,
        Err(SlurmError::Cancelled(_)) => return left_running(id, &args.slurm, args.json),
        Err(error) => return Err(aws::explained(error)),
    };
    let known = Known::nothing(&EmbeddedCatalogue).with_instance_types(types).with_nodes(Some(spec.nodes()));
    let report = Report::of(vec![(format!("job {id}"), output.finish())], &known);
    report::plot(&report, args.svg.as_deref())?;
    if args.json {
        json_lines::print_outcome(&report::document(&report)?)?;
    } else if report.runs.is_empty() {
        terminal::complain("error: the job wrote nothing that nccl-tests would write");
    } else {
        report::show(&report, args.cluster.reading.color, !args.no_plot)?;
    }
    Ok(match report.worst() {
        Some(verdict) if !verdict.is_well() => Outcome::Findings,
        // A job that failed has its own exit code.
        _ if followed.exit_status != 0 => Outcome::Job(followed.exit_status),
        Some(_) => Outcome::Clean,
        None => Outcome::Incomplete,
    })
}

/// What the job writes: it is shown on standard error, line by line, and read.
#[derive(Default)]
struct Output {
    log: LogReader,
    line: String,
}

impl Output {
    fn take(&mut self, text: &str) {
        self.log.feed(text);
        self.line.push_str(text);
        while let Some((line, rest)) = self.line.split_once('\n') {
            terminal::complain(line.trim_end_matches('\r'));
            self.line = rest.to_owned();
        }
    }

    fn finish(self) -> pcluster_slurm::nccl::Log {
        if !self.line.is_empty() {
            terminal::complain(&self.line);
        }
        self.log.finish()
    }
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
