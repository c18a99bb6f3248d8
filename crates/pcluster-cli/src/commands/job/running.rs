//! A job that is followed, for people and for programs.

use std::collections::BTreeSet;

use pcluster_slurm::client::{
    FollowEvent, FollowOptions, JobId, JobState, Slurm, SlurmError, Stream, Written, follow, visible,
};

use crate::args::SlurmArgs;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Follows a job to its end, and gives its own exit code. Ctrl-C leaves it running.
pub(super) async fn to_the_end(
    slurm: &Slurm,
    id: JobId,
    way: &SlurmArgs,
    json: bool,
) -> anyhow::Result<Outcome> {
    let mut operation = follow(slurm, id, FollowOptions::default());
    let mut told = Telling::new(id, json);
    let cancellation = operation.cancellation();
    loop {
        let event = tokio::select! {
            event = operation.next() => event,
            _ = tokio::signal::ctrl_c(), if !cancellation.is_cancelled() => {
                cancellation.cancel();
                continue;
            }
        };
        match event {
            Some(event) => told.tell(&event)?,
            None => break,
        }
    }
    told.end()?;
    match operation.finish().await {
        Ok(followed) => {
            if json {
                json_lines::print_outcome(&followed)?;
            }
            Ok(Outcome::Job(followed.exit_status))
        }
        Err(SlurmError::Cancelled(_)) => left_running(id, way, json),
        Err(error) => Err(aws::explained(error)),
    }
}

/// Says that a job goes on, and how to see more of it.
pub(crate) fn left_running(id: JobId, way: &SlurmArgs, json: bool) -> anyhow::Result<Outcome> {
    let message = format!("job {id} goes on without being watched");
    let way = way.words();
    let help = format!(
        "`pclusterctl job logs {id} --follow{way}` goes on watching, `pclusterctl job cancel {id}{way}` ends it"
    );
    terminal::complain(&format!("\n{message}\n  = help: {help}"));
    if json {
        json_lines::print_stopped(&message)?;
    }
    Ok(Outcome::Incomplete)
}

/// Tells what happens.
pub(crate) struct Telling {
    whole: JobId,
    json: bool,
    /// Whose output was last told of.
    last: Option<(JobId, Stream)>,
    /// Whether a line of output is not finished.
    is_open: bool,
    seen: BTreeSet<JobId>,
}

impl Telling {
    pub(crate) fn new(whole: JobId, json: bool) -> Self {
        Self { whole, json, last: None, is_open: false, seen: BTreeSet::new() }
    }

    pub(crate) fn tell(&mut self, event: &FollowEvent) -> anyhow::Result<()> {
        if self.json {
            return json_lines::print(event);
        }
        if let FollowEvent::Output(written) = event {
            return self.write(written);
        }
        let line = self.line(event);
        if let Some(line) = line {
            self.end()?;
            terminal::complain(&line);
        }
        Ok(())
    }

    /// Ends a line of output that the job has not ended.
    pub(crate) fn end(&mut self) -> anyhow::Result<()> {
        if std::mem::take(&mut self.is_open) {
            terminal::print("\n")?;
        }
        Ok(())
    }

    fn write(&mut self, written: &Written) -> anyhow::Result<()> {
        let from = (written.id, written.stream);
        let first = self.last.is_none() && from == (self.whole, Stream::Stdout);
        if self.last != Some(from) && !first {
            self.end()?;
            let stream = if written.stream == Stream::Stderr { ", standard error" } else { "" };
            terminal::complain(&format!("==> job {}{stream} <==", written.id));
        }
        if written.anew {
            self.end()?;
            terminal::complain("the file began anew");
        }
        self.last = Some(from);
        if !written.text.is_empty() {
            self.is_open = !written.text.ends_with('\n');
            terminal::print(&tame(&written.text))?;
        }
        Ok(())
    }

    fn line(&mut self, event: &FollowEvent) -> Option<String> {
        let help = |help: &Option<String>| {
            help.as_ref().map(|help| format!("\n  = help: {help}")).unwrap_or_default()
        };
        Some(match event {
            FollowEvent::State { id, state: JobState::Pending, .. } if self.seen.insert(*id) => return None,
            FollowEvent::State { id, state: JobState::Pending | JobState::Requeued, .. } => {
                format!("job {id} is back in the queue")
            }
            FollowEvent::State { id, state: JobState::Suspended, .. } => format!("job {id} is suspended"),
            FollowEvent::Waiting { id, text, help: what, .. } => {
                format!("job {id} waits: {}{}", visible(text), help(what))
            }
            FollowEvent::Starting { id, ready, total } if ready < total => {
                let rest = total - ready;
                format!("job {id} waits for {rest} of {} to start", counted(*total, "node"))
            }
            FollowEvent::Started { id, nodes, count } => {
                format!(
                    "job {id} runs on {}: {}",
                    counted(usize::try_from(*count).unwrap_or(0), "node"),
                    visible(nodes)
                )
            }
            FollowEvent::Node { node, state, text, help: what } => {
                format!("node {} is {state}: {}{}", visible(node), visible(text), help(what))
            }
            FollowEvent::NoFile { id, path } => format!(
                "job {id} wrote nothing that can be read here: there is no {}\n  = help: `--output` should be on a shared file \
                 system; a file on the node itself is not seen",
                visible(path)
            ),
            FollowEvent::Away { message } => format!("waiting for Slurm: {}", visible(message)),
            FollowEvent::Back => "Slurm answers again".to_owned(),
            FollowEvent::Ended { id, state: JobState::Completed, .. } => format!("job {id} was completed"),
            FollowEvent::Ended { id, state, exit } => format!("job {id} ended: {}, {exit}", in_words(state)),
            _ => return None,
        })
    }
}

/// The end of a job in words.
pub(crate) fn in_words(state: &JobState) -> &str {
    match state {
        JobState::Pending => "waits",
        JobState::Configuring => "its nodes are started",
        JobState::Running => "runs",
        JobState::Completing => "ends",
        JobState::Suspended => "is suspended",
        JobState::Requeued => "is put back into the queue",
        JobState::RequeueHold => "was put back into the queue, and is held",
        JobState::Completed => "completed",
        JobState::Cancelled => "cancelled",
        JobState::Failed => "failed",
        JobState::Timeout => "ended at its time limit",
        JobState::NodeFail => "lost a node",
        JobState::Preempted => "had to make room for another job",
        JobState::BootFail => "its nodes did not start",
        JobState::Deadline => "did not end by its deadline",
        JobState::OutOfMemory => "took more memory than it had",
        JobState::Other(word) if word == "FORGOTTEN" => "Slurm has forgotten how",
        other => other.as_str(),
    }
}

/// A number of things.
pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// What a job writes, with colours and progress bars, but without what else would steer the terminal.
fn tame(text: &str) -> String {
    let mut tame = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = if letter == '\u{1b}' { colour(rest) } else { 0 };
        if length > 0 {
            tame.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        match letter {
            '\n' | '\r' | '\t' | '\u{8}' => tame.push(letter),
            // What turns the direction of writing hides what stands there.
            letter
                if letter.is_control()
                    || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                tame.extend(letter.escape_default());
            }
            letter => tame.push(letter),
        }
        rest = &rest[letter.len_utf8()..];
    }
    tame
}

/// The length of a sequence at the beginning that sets colours or erases a line.
fn colour(text: &str) -> usize {
    let Some(parameters) = text.strip_prefix("\u{1b}[") else { return 0 };
    let digits = parameters.len()
        - parameters.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';').len();
    match parameters[digits..].chars().next() {
        Some('m' | 'K') => digits + 3,
        _ => 0,
    }
}
