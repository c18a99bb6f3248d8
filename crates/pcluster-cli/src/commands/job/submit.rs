//! `pclusterctl job submit`.

use std::io;
use std::path::Path;

use anyhow::bail;
use pcluster_config::Report;
use pcluster_config::diagnostic::Severity;
use pcluster_config::facts::{EmbeddedCatalogue, Release};
use pcluster_config::render::{HumanOptions, human, json};
use pcluster_slurm::check::Form;
use pcluster_slurm::client::{JobId, SubmitEvent, SubmitOptions, Submitted, submit, visible};
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::job::Source;
use pcluster_slurm::rules::Facts;
use pcluster_slurm::sbatch::{Origin, render};
use pcluster_slurm::spec;

use super::{cluster, running};
use crate::args::JobSubmit;
use crate::commands::inputs::Input;
use crate::commands::operation::follow;
use crate::commands::slurm::connect;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &JobSubmit) -> anyhow::Result<Outcome> {
    let input = Input::from_argument(&args.file);
    let said = cluster::settings_of(&input, args.cluster.as_deref(), &args.reading)?;
    let cluster = match &said.cluster {
        Some(file) => match cluster::read(file, &args.reading)? {
            Some(cluster) => Some(cluster),
            None => return stopped("the configuration of the cluster has errors", args, Outcome::Incomplete),
        },
        None => None,
    };
    let bytes = input.read()?;
    let mut report = check(&input.name(), &bytes, cluster.as_ref());
    said.policy.apply(&mut report);
    let found = report.worst();
    show(&report, args)?;
    if found == Some(Severity::Error) && !args.force {
        let message = format!("{} was not submitted: its check found errors", input.name());
        terminal::complain(&format!("error: {message}\n  = help: `--force` submits it all the same"));
        return stopped(&message, args, Outcome::Findings);
    }
    let script = script(&input, bytes, cluster.as_ref(), said.cluster.as_deref())?;
    aws::block_on(async {
        let connection = connect(&args.slurm).await?;
        let options = SubmitOptions {
            script,
            options: args.sbatch.clone(),
            arguments: args.arguments.clone(),
            once: args.once,
        };
        let submitted = follow(submit(&connection.slurm, options), |event| tell(event, args.json)).await?;
        say(&submitted, args)?;
        let outcome = if args.no_follow {
            if args.json {
                json_lines::print_outcome(&submitted)?;
            }
            Ok(Outcome::Clean)
        } else {
            running::to_the_end(&connection.slurm, JobId::from(submitted.id), &args.slurm, args.json).await
        };
        connection.close().await;
        outcome
    })
}

/// What is wrong with the job.
fn check(name: &str, bytes: &[u8], cluster: Option<&Cluster>) -> Report {
    pcluster_slurm::check_bytes(name, bytes, &Facts { cluster, catalogue: &EmbeddedCatalogue })
}

/// The script of a job: what is no script yet is made one.
fn script(
    input: &Input,
    bytes: Vec<u8>,
    cluster: Option<&Cluster>,
    cluster_file: Option<&Path>,
) -> anyhow::Result<Vec<u8>> {
    let name = input.name();
    if !matches!(Form::of(&name, &String::from_utf8_lossy(&bytes)), Form::Job(Source::Yaml)) {
        return Ok(bytes);
    }
    let Some(cluster) = cluster else {
        bail!(
            "{name} becomes a script for a cluster: name its configuration with `--cluster`, or as `cluster` in pclusterctl.toml"
        );
    };
    let Some(spec) = spec::read(&name, &bytes).finish(Vec::new()).1 else {
        bail!("{name} cannot be made a script: its check found errors");
    };
    let file = cluster_file.map(|file| file.display().to_string());
    let origin = Origin { job: Some(&name), cluster: file.as_deref() };
    Ok(render(&spec, cluster, &origin)?.into_string().into_bytes())
}

fn show(report: &Report, args: &JobSubmit) -> anyhow::Result<()> {
    if report.diagnostics().is_empty() {
        return Ok(());
    }
    if args.json {
        let document: serde_json::Value =
            serde_json::from_str(&json(std::slice::from_ref(report), Release::default()))?;
        return json_lines::print_named("findings", &document);
    }
    let color = terminal::use_color(args.reading.color, &io::stderr());
    terminal::complain_whole(&human(report, &HumanOptions { color, width: terminal::width() }));
    Ok(())
}

fn tell(event: &SubmitEvent, json: bool) -> anyhow::Result<()> {
    if json {
        return json_lines::print(event);
    }
    match event {
        SubmitEvent::Away { message, .. } => {
            terminal::complain(&format!("waiting for Slurm: {}", visible(message)));
        }
        SubmitEvent::AnswerLost { message } => terminal::complain(&format!(
            "the answer was lost: {}\nasking Slurm whether it has the job before it is submitted again",
            visible(message)
        )),
        SubmitEvent::Found { id } => terminal::complain(&format!("Slurm has it: it is job {id}")),
        _ => {}
    }
    Ok(())
}

fn say(submitted: &Submitted, args: &JobSubmit) -> anyhow::Result<()> {
    for warning in &submitted.warnings {
        terminal::complain(&visible(warning));
    }
    if args.json {
        return if args.no_follow { Ok(()) } else { json_lines::print_named("submitted", submitted) };
    }
    if args.no_follow {
        return terminal::print(&format!("{}\n", submitted.id));
    }
    terminal::complain(&format!("job {} is in the queue", submitted.id));
    Ok(())
}

fn stopped(message: &str, args: &JobSubmit, outcome: Outcome) -> anyhow::Result<Outcome> {
    if args.json {
        json_lines::print_stopped(message)?;
    }
    Ok(outcome)
}
