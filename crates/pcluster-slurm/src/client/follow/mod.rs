//! A job from the queue to its end.

mod output;
mod progress;

use std::time::{Duration, Instant};

use pcluster_operation::{Emitter, Operation};
use serde::Serialize;

use self::output::Outputs;
use self::progress::Progress;
use super::tail::Written;
use super::{ExitCode, Job, JobId, JobState, Slurm, SlurmError};

/// How a job is followed.
#[derive(Clone, Debug)]
pub struct FollowOptions {
    /// Pause between two looks while something happens; it grows while nothing does.
    pub pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// How long the controller may be away before this gives up.
    pub patience: Duration,
    /// Whether what the job writes is told, too.
    pub output: bool,
}

/// What happens to a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FollowEvent {
    /// It has another state than before.
    State {
        /// The job, or the part of it.
        id: JobId,
        /// Its state.
        state: JobState,
        /// What it had before.
        before: Option<JobState>,
    },
    /// Why it waits, when that is not what it was.
    Waiting {
        /// The job, or the part of it.
        id: JobId,
        /// The reason, as Slurm calls it.
        reason: String,
        /// The reason in words.
        text: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// Its nodes are started.
    Starting {
        /// The job, or the part of it.
        id: JobId,
        /// Nodes that are up.
        ready: usize,
        /// Its nodes.
        total: usize,
    },
    /// It runs.
    Started {
        /// The job, or the part of it.
        id: JobId,
        /// Its nodes, such as `gpu-st-p5-[1-3]`.
        nodes: String,
        /// How many they are.
        count: u32,
    },
    /// A node that it has or waits for is not well.
    Node {
        /// The node.
        node: String,
        /// Its state, as sinfo has it.
        state: String,
        /// What is wrong.
        text: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// It wrote something.
    Output(Written),
    /// A file that it writes to is not where Slurm's commands run.
    NoFile {
        /// The job, or the part of it.
        id: JobId,
        /// The file.
        path: String,
    },
    /// The controller, or the way to it, is away; it is waited for.
    Away {
        /// What it says.
        message: String,
    },
    /// It is back.
    Back,
    /// The job, or a part of it, has ended.
    Ended {
        /// The job, or the part of it.
        id: JobId,
        /// How.
        state: JobState,
        /// With what.
        exit: ExitCode,
    },
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Followed {
    /// The job, or its parts.
    pub jobs: Vec<Job>,
    /// The exit code for a command that ran it to its end: 0 if all of it was completed.
    pub exit_status: u8,
}

impl Default for FollowOptions {
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(10),
            patience: Duration::from_mins(15),
            output: true,
        }
    }
}

/// Follows a job to its end. When this is stopped or killed, the job goes on, and can be followed again.
pub fn follow(
    slurm: &Slurm,
    id: JobId,
    options: FollowOptions,
) -> Operation<FollowEvent, Followed, SlurmError> {
    let slurm = slurm.clone();
    Operation::start(move |emitter| async move { work(&slurm, id, &options, &emitter).await })
}

/// Tells what a job has written so far, and gives the job, or its parts.
pub fn output(slurm: &Slurm, id: JobId) -> Operation<FollowEvent, Vec<Job>, SlurmError> {
    let slurm = slurm.clone();
    Operation::start(move |emitter| async move {
        let jobs = slurm.job(id).await?;
        for job in &jobs {
            // Each by itself: there may be many.
            let mut outputs = Outputs::default();
            outputs.read(&slurm, std::iter::once(job), &emitter).await?;
            outputs.finish(&slurm, &emitter).await;
        }
        Ok(jobs)
    })
}

async fn work(
    slurm: &Slurm,
    id: JobId,
    options: &FollowOptions,
    emitter: &Emitter<FollowEvent>,
) -> Result<Followed, SlurmError> {
    let mut progress = Progress::default();
    let mut outputs = Outputs::default();
    let mut pause = options.pause;
    let mut away_since: Option<Instant> = None;
    loop {
        emitter.check()?;
        let looked = look(slurm, id, &mut progress, options.output.then_some(&mut outputs), emitter).await;
        let happened = match looked {
            Ok(happened) => {
                if away_since.take().is_some() {
                    emitter.emit(FollowEvent::Back).await;
                }
                happened
            }
            Err(error) if error.passes() => {
                if away_since.get_or_insert_with(Instant::now).elapsed() > options.patience {
                    return Err(error);
                }
                if progress.is_away(true) {
                    emitter.emit(FollowEvent::Away { message: error.to_string() }).await;
                }
                false
            }
            Err(error) => return Err(error),
        };
        if away_since.is_none() {
            progress.is_away(false);
            if progress.is_over() {
                if options.output {
                    outputs.finish(slurm, emitter).await;
                }
                return Ok(progress.outcome());
            }
        }
        pause = if happened { options.pause } else { pause.mul_f32(1.3).min(options.longest_pause) };
        emitter.sleep(pause).await?;
    }
}

/// Looks once, and tells whether anything happened.
async fn look(
    slurm: &Slurm,
    id: JobId,
    progress: &mut Progress,
    outputs: Option<&mut Outputs>,
    emitter: &Emitter<FollowEvent>,
) -> Result<bool, SlurmError> {
    let jobs = match slurm.job(id).await {
        Ok(jobs) => jobs,
        // The controller forgot it while it was away, and there is no database.
        Err(SlurmError::NoJob(_)) if progress.has_seen() => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut happened = progress.see(jobs, emitter).await;
    if progress.wants_nodes() {
        happened |= progress.see_nodes(&slurm.nodes().await?, emitter).await;
    }
    if let Some(outputs) = outputs {
        happened |= outputs.read(slurm, progress.jobs(), emitter).await?;
    }
    happened |= progress.tell_ends(emitter).await;
    Ok(happened)
}
