//! `sacct`: jobs that the controller has forgotten.

use serde_json::Value;

use super::jobs::{exit_code, time_limit};
use super::lines::{fields, moment};
use super::value::{first, records, small, text, time, words};
use super::{ReadError, lines};
use crate::client::{ArrayTask, ExitCode, HetPart, Job, JobState};

/// The fields that `sacct` is asked for where it has no JSON; what people choose comes last.
pub(in crate::client) const ACCOUNTING_FORMAT: &str = "JobIDRaw,JobID,State,ExitCode,Reason,NNodes,NodeList,Submit,Start,End,Timelimit,User,Partition,WorkDir,JobName";

/// The jobs of a document.
pub(in crate::client) fn accounting_of_json(bytes: &[u8]) -> Result<Vec<Job>, ReadError> {
    records(bytes, "jobs", job)
}

fn job(value: &Value) -> Result<Job, ReadError> {
    let number = value.get("job_id").and_then(small).ok_or(ReadError::Missing("job_id"))?;
    let mut job = Job::new(number);
    let part = |section: &str, key: &str| value.get(section).and_then(|section| section.get(key));
    job.array = part("array", "job_id").and_then(small).filter(|job| *job > 0).map(|job| ArrayTask {
        job,
        task: part("array", "task_id").and_then(small),
        waiting: None,
    });
    job.het = part("het", "job_id")
        .and_then(small)
        .filter(|job| *job > 0)
        .map(|job| HetPart { job, offset: part("het", "job_offset").and_then(small).unwrap_or(0) });
    let states = part("state", "current").map(words).unwrap_or_default();
    job.state = JobState::of_words(states.iter().map(String::as_str));
    job.reason = part("state", "reason")
        .and_then(Value::as_str)
        .filter(|reason| !reason.is_empty() && *reason != "None")
        .map(str::to_owned);
    job.exit = value.get("exit_code").map(exit_code).unwrap_or_default();
    job.name = text(value, "name");
    job.user = text(value, "user");
    job.partition = text(value, "partition");
    job.directory = text(value, "working_directory");
    job.nodes = Some(text(value, "nodes")).filter(|nodes| nodes != "None assigned").unwrap_or_default();
    job.node_count = value.get("allocation_nodes").and_then(small).unwrap_or(0);
    job.submitted = part("time", "submission").and_then(time);
    job.started = part("time", "start").and_then(time);
    job.ended = part("time", "end").and_then(time);
    job.time_limit = part("time", "limit").and_then(time_limit);
    job.output.stdout =
        first(value, &["stdout_expanded", "stdout"]).and_then(Value::as_str).unwrap_or("").into();
    job.output.stderr =
        first(value, &["stderr_expanded", "stderr"]).and_then(Value::as_str).unwrap_or("").into();
    job.comment = part("comment", "job").and_then(Value::as_str).unwrap_or_default().into();
    Ok(job.settle())
}

/// The jobs of `sacct -P -n -X -o ACCOUNTING_FORMAT`.
pub(in crate::client) fn accounting_of_lines(text: &str) -> Result<Vec<Job>, ReadError> {
    text.lines().filter(|line| !line.trim().is_empty()).map(line).collect()
}

fn line(line: &str) -> Result<Job, ReadError> {
    let wrong = || ReadError::Line(line.chars().take(120).collect());
    let [
        number,
        id,
        state,
        exit,
        reason,
        count,
        nodes,
        submitted,
        started,
        ended,
        limit,
        user,
        partition,
        directory,
        name,
    ] = fields::<15>(line, '|').ok_or_else(wrong)?;
    let mut job = Job::new(number.parse().map_err(|_| wrong())?);
    if let Some((array, task)) = id.split_once('_') {
        job.array = array.parse().ok().map(|job| ArrayTask { job, task: task.parse().ok(), waiting: None });
    } else if let Some((whole, offset)) = id.split_once('+') {
        job.het = whole.parse().ok().map(|job| HetPart { job, offset: offset.parse().unwrap_or(0) });
    }
    job.state = JobState::of_word(state);
    job.exit = ExitCode::of_text(exit);
    job.reason = Some(reason.to_owned()).filter(|reason| !reason.is_empty() && reason != "None");
    job.node_count = count.parse().unwrap_or(0);
    job.nodes = if nodes == "None assigned" { String::new() } else { nodes.to_owned() };
    (job.submitted, job.started, job.ended) = (moment(submitted), moment(started), moment(ended));
    job.time_limit = lines::time_limit(limit);
    job.user = user.into();
    job.partition = partition.into();
    job.directory = directory.into();
    job.name = name.into();
    Ok(job.settle())
}
