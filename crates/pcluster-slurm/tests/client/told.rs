//! What operations tell.

use std::time::Duration;

use pcluster_slurm::client::{
    FollowEvent, FollowOptions, Followed, JobId, Runner, Slurm, SlurmError, SubmitEvent, SubmitOptions,
    Submitted, follow, submit,
};

/// A Slurm whose commands are run by this process, whose environment may say nothing of another one.
pub(crate) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(work)
}

/// Following with short pauses.
pub(crate) fn quick() -> FollowOptions {
    FollowOptions {
        pause: Duration::from_millis(100),
        longest_pause: Duration::from_millis(300),
        ..FollowOptions::default()
    }
}

/// Submits a script.
pub(crate) async fn submitted(
    slurm: &Slurm,
    script: &str,
    options: &[&str],
) -> (Vec<SubmitEvent>, Result<Submitted, SlurmError>) {
    let options = options.iter().map(|&word| word.to_owned()).collect();
    let mut operation =
        submit(slurm, SubmitOptions { script: script.into(), options, ..SubmitOptions::default() });
    let mut events = Vec::new();
    while let Some(event) = operation.next().await {
        events.push(event);
    }
    (events, operation.finish().await)
}

/// Follows a job to its end.
pub(crate) async fn followed(slurm: &Slurm, id: u32) -> (Vec<FollowEvent>, Result<Followed, SlurmError>) {
    let mut operation = follow(slurm, JobId::from(id), quick());
    let mut events = Vec::new();
    while let Some(event) = operation.next().await {
        events.push(event);
    }
    (events, operation.finish().await)
}

/// Events, one a line.
pub(crate) fn lines(events: &[FollowEvent]) -> String {
    events.iter().map(line).collect()
}

fn line(event: &FollowEvent) -> String {
    match event {
        FollowEvent::State { id, state, .. } => format!("{id}: {state}\n"),
        FollowEvent::Waiting { id, reason, text, help } => {
            let help = help.as_ref().map(|help| format!(" [{help}]")).unwrap_or_default();
            format!("{id}: waits ({reason}): {text}{help}\n")
        }
        FollowEvent::Starting { id, ready, total } => format!("{id}: {ready} of {total} nodes are up\n"),
        FollowEvent::Started { id, nodes, count } => format!("{id}: runs on {count}: {nodes}\n"),
        FollowEvent::Node { node, state, text, help } => {
            let help = help.as_ref().map(|help| format!(" [{help}]")).unwrap_or_default();
            format!("node {node} {state}: {text}{help}\n")
        }
        FollowEvent::Output(written) => {
            format!("{} wrote ({:?}): {:?}\n", written.id, written.stream, written.text)
        }
        FollowEvent::NoFile { id, .. } => format!("{id}: no file\n"),
        FollowEvent::Away { .. } => "away\n".to_owned(),
        FollowEvent::Back => "back\n".to_owned(),
        FollowEvent::Ended { id, state, exit } => format!("{id}: ended, {state}, {exit}\n"),
        other => format!("{other:?}\n"),
    }
}

/// A Slurm of records.
pub(crate) fn of_records(records: pcluster_slurm::client::Recorded) -> Slurm {
    Slurm::new(Runner::Recorded(records))
}
