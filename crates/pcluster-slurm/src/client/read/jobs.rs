//! `squeue --json` and `scontrol show job --json`.

use serde_json::Value;

use super::ReadError;
use super::value::{first, is_infinite, records, small, text, time, words};
use crate::client::{ArrayTask, ExitCode, HetPart, Job, JobState, OutputPaths, TimeLimit};

/// The jobs of a document.
pub(in crate::client) fn jobs_of_json(bytes: &[u8]) -> Result<Vec<Job>, ReadError> {
    records(bytes, "jobs", job)
}

fn job(value: &Value) -> Result<Job, ReadError> {
    let number = value.get("job_id").and_then(small).ok_or(ReadError::Missing("job_id"))?;
    let mut job = Job::new(number);
    job.array = array(value);
    job.het = value
        .get("het_job_id")
        .and_then(small)
        .filter(|job| *job > 0)
        .map(|job| HetPart { job, offset: value.get("het_job_offset").and_then(small).unwrap_or(0) });
    job.name = text(value, "name");
    job.user = text(value, "user_name");
    job.partition = text(value, "partition");
    let states = first(value, &["job_state"]).map(words).unwrap_or_default();
    job.state = JobState::of_words(states.iter().map(String::as_str));
    job.reason = Some(text(value, "state_reason")).filter(|reason| !reason.is_empty() && reason != "None");
    job.description = Some(text(value, "state_description")).filter(|words| !words.is_empty());
    job.nodes = text(value, "nodes");
    job.node_count = value.get("node_count").and_then(small).unwrap_or(0);
    job.exit = value.get("exit_code").map(exit_code).unwrap_or_default();
    job.submitted = value.get("submit_time").and_then(time);
    job.started = value.get("start_time").and_then(time);
    job.ended = value.get("end_time").and_then(time);
    job.time_limit = value.get("time_limit").and_then(time_limit);
    let path = |expanded: &str, plain: &str| {
        Some(text(value, expanded)).filter(|path| !path.is_empty()).unwrap_or_else(|| text(value, plain))
    };
    job.output = OutputPaths {
        stdout: path("stdout_expanded", "standard_output"),
        stderr: path("stderr_expanded", "standard_error"),
    };
    job.directory = text(value, "current_working_directory");
    job.dependency = text(value, "dependency");
    job.comment = text(value, "comment");
    job.restarts = value.get("restart_cnt").and_then(small).unwrap_or(0);
    Ok(job.settle())
}

fn array(value: &Value) -> Option<ArrayTask> {
    let job = value.get("array_job_id").and_then(small).filter(|job| *job > 0)?;
    let waiting = Some(text(value, "array_task_string")).filter(|tasks| !tasks.is_empty());
    // All tasks that have not started are one record, which has no number of a task.
    let task = value.get("array_task_id").and_then(small).filter(|_| waiting.is_none());
    Some(ArrayTask { job, task, waiting })
}

/// How it ended: the status of `wait` in 22.05, then the code with the signal beside it.
pub(super) fn exit_code(value: &Value) -> ExitCode {
    if let Some(status) = value.as_u64() {
        return ExitCode::of_status(u32::try_from(status).unwrap_or(0));
    }
    let byte = |number: Option<u32>| number.map_or(0, |number| u8::try_from(number & 0xff).unwrap_or(1));
    let signal = value.get("signal").and_then(|signal| first(signal, &["id", "signal_id"])).and_then(small);
    ExitCode { code: byte(value.get("return_code").and_then(small)), signal: byte(signal) }
}

pub(super) fn time_limit(value: &Value) -> Option<TimeLimit> {
    if is_infinite(value) {
        return Some(TimeLimit::Unlimited);
    }
    small(value).filter(|minutes| *minutes > 0).map(TimeLimit::Minutes)
}
