//! `pclusterctl job status`.

use std::fmt::Write;

use pcluster_slurm::client::{Job, JobState, explain_reason, utc, visible};
use serde_json::json;

use super::running::in_words;
use crate::args::JobStatus;
use crate::commands::checking::counted;
use crate::commands::slurm::with_slurm;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Parts of a job that are shown one by one at most.
const MOST_PARTS: usize = 20;

/// Runs the command.
pub(super) fn run(args: &JobStatus) -> anyhow::Result<Outcome> {
    with_slurm(&args.slurm, async |slurm| {
        let jobs = slurm.job(args.id).await.map_err(aws::explained)?;
        if args.json {
            let parts: Vec<_> =
                jobs.iter().map(|job| json!({ "job": job, "explanation": explain_reason(job) })).collect();
            json_lines::print_outcome(&json!({ "jobs": parts }))?;
        } else {
            terminal::print(&text(&jobs))?;
        }
        let is_well = |job: &Job| !job.state.is_final() || job.state == JobState::Completed;
        Ok(if jobs.iter().all(is_well) { Outcome::Clean } else { Outcome::Findings })
    })
}

/// A job, for people.
fn text(jobs: &[Job]) -> String {
    let mut text = String::new();
    for job in jobs.iter().take(MOST_PARTS) {
        describe(job, &mut text);
    }
    if jobs.len() > MOST_PARTS {
        let _ = writeln!(text, "and {} more", counted(jobs.len() - MOST_PARTS, "part"));
    }
    text
}

fn describe(job: &Job, text: &mut String) {
    let ended = job.state.is_final() && job.state != JobState::Completed;
    let exit = if ended { format!(", {}", job.exit) } else { String::new() };
    let _ = writeln!(text, "job {} ({}): {}{exit}", job.id, visible(&job.name), in_words(&job.state));
    let why = explain_reason(job);
    let is_said = why.as_ref().is_some_and(|words| words.text.contains(&*visible(&job.dependency)));
    if let Some(words) = why {
        let _ = writeln!(text, "  {:<10} {}", "why", words.text);
        if let Some(help) = words.help {
            let _ = writeln!(text, "  = help: {help}");
        }
    }
    let mut say = |what: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {what:<10} {}", visible(value));
        }
    };
    say("user", &job.user);
    say("partition", &job.partition);
    let count = counted(usize::try_from(job.node_count).unwrap_or(0), "node");
    say("nodes", &if job.nodes.is_empty() { count } else { format!("{count}: {}", job.nodes) });
    say("submitted", &job.submitted.map(utc).unwrap_or_default());
    let started = if job.state.is_waiting() { "expected" } else { "started" };
    say(started, &job.started.map(utc).unwrap_or_default());
    if job.state.is_final() {
        say("ended", &job.ended.map(utc).unwrap_or_default());
    }
    say("time limit", &job.time_limit.map(|limit| limit.to_string()).unwrap_or_default());
    say("waits for", if is_said { "" } else { &job.dependency });
    if job.restarts > 0 {
        say("restarts", &job.restarts.to_string());
    }
    say("stdout", &job.output.stdout);
    if job.output.are_two() {
        say("stderr", &job.output.stderr);
    }
}
