//! A job as Slurm knows it.

use std::fmt;

use serde::Serialize;

use super::job_id::Part;
use super::{JobId, JobState, OutputPaths, moment};

/// A job as Slurm knows it, whichever of its commands said so. What one of them does not say is `None` or empty. Texts
/// that people chose (names, comments, paths) are as they are: see [`visible`](super::visible).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Job {
    /// What it is called on command lines.
    pub id: JobId,
    /// Its own number: a task of an array has one beside that of the array.
    pub number: u32,
    /// Its array, if it is one or a task of one.
    pub array: Option<ArrayTask>,
    /// The heterogeneous job that it is a part of.
    pub het: Option<HetPart>,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub user: String,
    /// Its partition, or the partitions that it waits for.
    pub partition: String,
    /// Its state.
    pub state: JobState,
    /// Why it waits or failed, as Slurm calls it, such as `Resources`.
    pub reason: Option<String>,
    /// More about the reason, in words of whoever decided it.
    pub description: Option<String>,
    /// Its nodes, such as `gpu-st-p5-[1-3]`; empty while it has none.
    pub nodes: String,
    /// How many nodes it has or wants.
    pub node_count: u32,
    /// How it ended; only of use where it has.
    pub exit: ExitCode,
    /// When it was submitted; seconds since 1970, as all times are.
    #[serde(serialize_with = "moment::serialize")]
    pub submitted: Option<i64>,
    /// When it started, or is expected to.
    #[serde(serialize_with = "moment::serialize")]
    pub started: Option<i64>,
    /// When it ended, or has to end.
    #[serde(serialize_with = "moment::serialize")]
    pub ended: Option<i64>,
    /// How long it may run.
    pub time_limit: Option<TimeLimit>,
    /// Where it writes.
    pub output: OutputPaths,
    /// Its working directory.
    pub directory: String,
    /// What it waits for, such as `afterok:12(unfulfilled)`.
    pub dependency: String,
    /// Its comment.
    pub comment: String,
    /// How often it was put back into the queue.
    pub restarts: u32,
}

/// An array, or a task of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ArrayTask {
    /// The number of the array.
    pub job: u32,
    /// The number of the task; `None` stands for all those that have not started.
    pub task: Option<u32>,
    /// The tasks that have not started, such as `3-9%2`.
    pub waiting: Option<String>,
}

/// A component of a heterogeneous job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct HetPart {
    /// The number of the whole.
    pub job: u32,
    /// Which component it is, from 0.
    pub offset: u32,
}

/// How a job ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExitCode {
    /// The exit code of its script.
    pub code: u8,
    /// The signal that ended it; 0 for none.
    pub signal: u8,
}

/// How long a job may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeLimit {
    /// Minutes.
    Minutes(u32),
    /// For ever.
    Unlimited,
}

impl Job {
    /// A job of which nothing but its number is known.
    pub(super) fn new(number: u32) -> Self {
        Self {
            id: number.into(),
            number,
            array: None,
            het: None,
            name: String::new(),
            user: String::new(),
            partition: String::new(),
            state: JobState::Pending,
            reason: None,
            description: None,
            nodes: String::new(),
            node_count: 0,
            exit: ExitCode::default(),
            submitted: None,
            started: None,
            ended: None,
            time_limit: None,
            output: OutputPaths::default(),
            directory: String::new(),
            dependency: String::new(),
            comment: String::new(),
            restarts: 0,
        }
    }

    /// Sets the id from number, array and component, and makes the paths of its output whole.
    pub(super) fn settle(mut self) -> Self {
        self.id = match (&self.array, self.het) {
            (Some(array), _) => JobId { job: array.job, part: array.task.map_or(Part::Whole, Part::Task) },
            // The first component has the number of the whole.
            (None, Some(het)) if het.offset > 0 => JobId { job: het.job, part: Part::Component(het.offset) },
            _ => self.number.into(),
        };
        self.output = self.output.expanded(&self);
        self
    }

    /// Whether it is what an id stands for, or a part of it.
    pub fn is_part_of(&self, id: JobId) -> bool {
        match id.part {
            Part::Whole => {
                let whole = self.array.as_ref().map(|array| array.job).or(self.het.map(|het| het.job));
                self.number == id.job || whole == Some(id.job)
            }
            Part::Task(task) => {
                self.array.as_ref().is_some_and(|array| array.job == id.job && array.task == Some(task))
            }
            Part::Component(offset) => self.het == Some(HetPart { job: id.job, offset }),
        }
    }

    /// The exit code for a command that runs it to its end: its own, or what a shell would say of it.
    pub fn exit_status(&self) -> u8 {
        match self.state {
            JobState::Completed => 0,
            _ if self.exit.code != 0 => self.exit.code,
            _ if self.exit.signal != 0 => 128_u8.saturating_add(self.exit.signal),
            _ => 1,
        }
    }
}

impl ExitCode {
    /// Of the status that `wait` gives: the code above, the signal below.
    pub(super) fn of_status(status: u32) -> Self {
        Self {
            code: u8::try_from((status >> 8) & 0xff).unwrap_or(1),
            signal: u8::try_from(status & 0x7f).unwrap_or(0),
        }
    }

    /// Of `CODE:SIGNAL`.
    pub(super) fn of_text(text: &str) -> Self {
        let (code, signal) = text.split_once(':').unwrap_or((text, "0"));
        let number = |text: &str| {
            text.trim().parse::<u32>().map_or(0, |number| u8::try_from(number & 0xff).unwrap_or(1))
        };
        Self { code: number(code), signal: number(signal) }
    }
}

impl fmt::Display for ExitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.signal {
            0 => write!(f, "exit code {}", self.code),
            signal => write!(f, "signal {signal}"),
        }
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Minutes(minutes) = *self else { return f.write_str("unlimited") };
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        if days > 0 {
            write!(f, "{days}-{hours:02}:{minutes:02}:00")
        } else {
            write!(f, "{hours}:{minutes:02}:00")
        }
    }
}
