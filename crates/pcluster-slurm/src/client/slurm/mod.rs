//! Slurm's commands, and what they answer.

mod error;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use self::error::refused;
use super::read::{
    ACCOUNTING_FORMAT, JOB_FORMAT, NODE_FORMAT, accounting_of_json, accounting_of_lines, jobs_of_json,
    jobs_of_lines, nodes_of_json, nodes_of_lines,
};
use super::{Answer, Command, ExitCode, Job, JobId, JobState, Node, ReadError, Runner};

pub use self::error::SlurmError;
pub(super) use self::error::said;

/// The Slurm of a cluster.
#[derive(Clone, Debug)]
pub struct Slurm {
    runner: Runner,
    /// Its commands did not know `--json`, or it could not be read: other formats are asked for from then on.
    plain: Arc<AtomicBool>,
}

/// Whose jobs are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the user that the commands are run as.
    Mine,
    /// Those of all users.
    All,
}

impl Slurm {
    /// The Slurm that a runner reaches.
    pub fn new(runner: Runner) -> Self {
        Self { runner, plain: Arc::default() }
    }

    /// The same, but JSON is not asked for: as with a Slurm that was built without it.
    #[must_use]
    pub fn without_json(self) -> Self {
        self.plain.store(true, Ordering::Relaxed);
        self
    }

    /// The way there.
    pub fn runner(&self) -> &Runner {
        &self.runner
    }

    /// Jobs that wait, run or have just ended.
    pub async fn jobs(&self, whose: Whose) -> Result<Vec<Job>, SlurmError> {
        let mine: &[&str] = if whose == Whose::Mine { &["--me"] } else { &[] };
        let jobs = self.queue(mine).await?;
        if whose == Whose::All {
            return Ok(jobs);
        }
        // 22.05 takes no notice of `--me` beside `--json`.
        let me = self.user().await?;
        Ok(jobs.into_iter().filter(|job| job.user == me).collect())
    }

    /// A job and its parts: tasks of an array, components. Asks the accounting database where the controller has
    /// forgotten it.
    pub async fn job(&self, id: JobId) -> Result<Vec<Job>, SlurmError> {
        let asked = self.queue(&["--jobs", &id.job.to_string()]).await;
        let found = match asked {
            Ok(jobs) => jobs,
            Err(SlurmError::Refused { message, .. }) if message.contains("Invalid job id") => Vec::new(),
            Err(error) => return Err(error),
        };
        let mut parts: Vec<Job> = found.into_iter().filter(|job| job.is_part_of(id)).collect();
        if parts.is_empty() {
            parts = self.remembered(id).await?;
        } else if parts.iter().any(|job| job.output.stdout.is_empty()) {
            self.add_details(&mut parts).await;
        }
        parts.sort_by_key(|job| job.id);
        if parts.is_empty() { Err(SlurmError::NoJob(id)) } else { Ok(parts) }
    }

    /// All nodes.
    pub async fn nodes(&self) -> Result<Vec<Node>, SlurmError> {
        if !self.plain.load(Ordering::Relaxed) {
            for words in [&["scontrol", "show", "nodes", "--json"][..], &["sinfo", "--Node", "--json"]] {
                let answer = self.ask(Command::new(words.iter().copied())).await;
                match answer.and_then(|answer| json(words[0], &answer, nodes_of_json)) {
                    Ok(Some(nodes)) => return Ok(nodes),
                    Err(error) if !matches!(error, SlurmError::Refused { .. }) => return Err(error),
                    _ => {}
                }
            }
        }
        let answer = self
            .ask(Command::new(["sinfo", "--noheader", "--Node", "--all", "--format", NODE_FORMAT]))
            .await?;
        lines("sinfo", &answer, nodes_of_lines)
    }

    /// Ends jobs. Jobs that have ended are no error for Slurm.
    pub async fn cancel(&self, ids: &[JobId]) -> Result<(), SlurmError> {
        let mut words = vec!["scancel".to_owned(), "--verbose".to_owned()];
        words.extend(ids.iter().map(JobId::to_string));
        self.ask(Command::new(words)).await.map(|_| ())
    }

    /// Runs one of Slurm's commands, which has to succeed.
    pub(super) async fn ask(&self, command: Command) -> Result<Answer, SlurmError> {
        let answer = self.runner.run(&command).await?;
        if answer.code == 0 || answer.cut {
            return Ok(answer);
        }
        Err(refused(command.program(), said(&answer)))
    }

    async fn queue(&self, which: &[&str]) -> Result<Vec<Job>, SlurmError> {
        let command = |format: &[&str]| {
            Command::new(["squeue"].iter().chain(which).chain(&["--states", "all"]).chain(format).copied())
        };
        if !self.plain.load(Ordering::Relaxed) {
            match self.ask(command(&["--json"])).await {
                Ok(answer) => {
                    if let Some(jobs) = json("squeue", &answer, jobs_of_json)? {
                        return Ok(jobs);
                    }
                    self.plain.store(true, Ordering::Relaxed);
                }
                Err(SlurmError::Refused { message, .. })
                    if message.contains("json") || message.contains("serializ") =>
                {
                    self.plain.store(true, Ordering::Relaxed);
                }
                Err(error) => return Err(error),
            }
        }
        let answer = self.ask(command(&["--noheader", "--format", JOB_FORMAT])).await?;
        lines("squeue", &answer, jobs_of_lines)
    }

    /// What the accounting database has; nothing where there is none.
    async fn remembered(&self, id: JobId) -> Result<Vec<Job>, SlurmError> {
        let number = id.job.to_string();
        let sacct = |more: &[&str]| {
            Command::new(["sacct", "--duplicates", "--jobs", &number].iter().chain(more).copied())
        };
        let mut jobs = None;
        if !self.plain.load(Ordering::Relaxed) {
            match self.ask(sacct(&["--json"])).await {
                Ok(answer) => jobs = json("sacct", &answer, accounting_of_json)?,
                Err(SlurmError::Refused { message, .. }) if message.contains("disabled") => {
                    return Ok(Vec::new());
                }
                Err(SlurmError::Refused { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        // The JSON of 22.05 says that everything was a success.
        let is_whole = |jobs: &Vec<Job>| {
            !jobs.iter().any(|job| job.state == JobState::Failed && job.exit == ExitCode::default())
        };
        let jobs = if let Some(jobs) = jobs.filter(is_whole) {
            jobs
        } else {
            let more = ["--allocations", "--noheader", "--parsable2", "--format", ACCOUNTING_FORMAT];
            match self.ask(sacct(&more)).await {
                Ok(answer) => lines("sacct", &answer, accounting_of_lines)?,
                Err(SlurmError::Refused { message, .. }) if message.contains("disabled") => Vec::new(),
                Err(error) => return Err(error),
            }
        };
        // A number is given again after a restart of a cluster with an old database: the last one is meant.
        let mut latest: Vec<Job> = Vec::new();
        for job in jobs.into_iter().filter(|job| job.is_part_of(id)) {
            latest.retain(|other| other.id != job.id);
            latest.push(job);
        }
        Ok(latest)
    }

    /// Adds what `squeue` cannot say in a line: where jobs write and how they ended.
    async fn add_details(&self, jobs: &mut [Job]) {
        for job in jobs.iter_mut() {
            let command = Command::new(["scontrol", "--oneliner", "show", "job", &job.number.to_string()]);
            let Ok(answer) = self.ask(command).await else { continue };
            let text = String::from_utf8_lossy(&answer.output);
            let field = |name: &str| {
                let start = text.rfind(&format!(" {name}="))? + name.len() + 2;
                let end = text[start..].find(" Std").or_else(|| text[start..].find(" Power="));
                Some(text[start..end.map_or(text.len(), |end| start + end)].trim().to_owned())
            };
            job.output.stdout = field("StdOut").unwrap_or_default();
            job.output.stderr = field("StdErr").unwrap_or_default();
            // The first one: names come before it, but cannot be told from it in any place after.
            if let Some((_, rest)) = text.rsplit_once(" ExitCode=") {
                let word = rest.split_whitespace().next().unwrap_or_default();
                job.exit = super::ExitCode::of_text(word);
            }
        }
    }

    /// The user that the commands are run as.
    async fn user(&self) -> Result<String, SlurmError> {
        let answer = self.ask(Command::new(["id", "-un"])).await?;
        Ok(String::from_utf8_lossy(&answer.output).trim().to_owned())
    }
}

/// What JSON says; `None` where it is not JSON that can be read, so that other formats have to be asked for.
fn json<T>(
    program: &str,
    answer: &Answer,
    read: impl FnOnce(&[u8]) -> Result<T, ReadError>,
) -> Result<Option<T>, SlurmError> {
    if answer.cut {
        return Ok(None);
    }
    match read(&answer.output) {
        Ok(value) => Ok(Some(value)),
        Err(ReadError::Failure(message)) => Err(refused(program, message)),
        Err(_) => Ok(None),
    }
}

fn lines<T>(
    program: &str,
    answer: &Answer,
    read: impl FnOnce(&str) -> Result<T, ReadError>,
) -> Result<T, SlurmError> {
    let result =
        if answer.cut { Err(ReadError::Cut) } else { read(&String::from_utf8_lossy(&answer.output)) };
    result.map_err(|source| SlurmError::Unclear { program: program.to_owned(), source })
}
