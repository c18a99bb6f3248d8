//! Why Slurm did not answer.

use pcluster_operation::{Cancelled, Remedy};

use crate::client::words::refusal;
use crate::client::{Answer, JobId, ReadError, RunnerError};

/// What Slurm's commands say when the controller cannot answer now. (Slurm's `slurm_errno.h`)
const AWAY: [&str; 10] = [
    "Unable to contact slurm controller",
    "Connection refused",
    "Connection timed out",
    "Socket timed out",
    "Zero Bytes were transmitted or received",
    "Transport endpoint",
    "controller in standby",
    "shutting down",
    "temporarily unable to",
    // What the JSON of 22.05 says then.
    "Unspecified error",
];

/// What Slurm's commands say on a machine that belongs to no cluster. (Slurm's `read_config.c`, `fetch_config.c`)
const NO_CLUSTER: [&str; 3] = [
    "Could not establish a configuration source",
    "unable to status file",
    "Unable to establish controller machine",
];

/// Why Slurm did not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SlurmError {
    /// Its command was not run.
    #[error(transparent)]
    Runner(#[from] RunnerError),
    /// The controller does not answer.
    #[error("the controller of Slurm does not answer: {0}")]
    Away(String),
    /// Its commands are installed, but know no cluster.
    #[error("Slurm is installed here, but no cluster is set up: `{program}` finds no `slurm.conf`")]
    NoCluster {
        /// The command.
        program: String,
    },
    /// It said no.
    #[error("`{program}` refuses: {message}")]
    Refused {
        /// The command.
        program: String,
        /// What it says.
        message: String,
    },
    /// It said something that cannot be understood.
    #[error("the answer of `{program}` cannot be understood")]
    Unclear {
        /// The command.
        program: String,
        /// Why not.
        source: ReadError,
    },
    /// There is no such job, or it ended so long ago that Slurm has forgotten it.
    #[error("Slurm knows no job {0}")]
    NoJob(JobId),
    /// The answer to a job that was submitted was lost, and Slurm could not be asked for it.
    #[error("it is not known whether Slurm has the job: {message}")]
    MayBeSubmitted {
        /// Why.
        message: String,
        /// What the job has in its comment.
        token: String,
    },
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl SlurmError {
    /// Whether the same may succeed a little later.
    pub fn passes(&self) -> bool {
        match self {
            Self::Runner(error) => error.passes(),
            Self::Away(_) => true,
            _ => false,
        }
    }
}

impl Remedy for SlurmError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Runner(error) => error.help(),
            Self::Away(_) => Some("is the head node up, and `slurmctld` on it? try again in a minute".to_owned()),
            Self::NoCluster { .. } => {
                Some("run this on the head node of the cluster, or name it with `--host` or `--head-node`".to_owned())
            }
            Self::Refused { message, .. } => refusal(message).map(str::to_owned),
            Self::NoJob(_) => Some(
                "`pclusterctl job list --all` shows the jobs; one that ended is forgotten after five minutes where the \
                 cluster has no accounting database"
                    .to_owned(),
            ),
            Self::MayBeSubmitted { token, .. } => {
                Some(format!("look for `{token}` in what `squeue --format '%A %k'` says before it is submitted again"))
            }
            Self::Unclear { .. } | Self::Cancelled(_) => None,
        }
    }
}

/// What a command says of its failure, without the name of the program in front of every line.
pub(in crate::client) fn said(answer: &Answer) -> String {
    let text = if answer.errors.trim().is_empty() {
        String::from_utf8_lossy(&answer.output).into_owned()
    } else {
        answer.errors.clone()
    };
    let lines = text.lines().map(|line| {
        let line = line.trim();
        let rest = line
            .split_once(": ")
            .filter(|(program, _)| program.bytes().all(|byte| byte.is_ascii_lowercase()));
        let rest = rest.map_or(line, |(_, rest)| rest);
        rest.strip_prefix("error: ").or_else(|| rest.strip_prefix("fatal: ")).unwrap_or(rest)
    });
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    if lines.is_empty() { format!("exit code {}", answer.code) } else { lines.join("; ") }
}

/// What a command said no with.
pub(super) fn refused(program: &str, message: String) -> SlurmError {
    if AWAY.iter().any(|words| message.contains(words)) {
        SlurmError::Away(message)
    } else if NO_CLUSTER.iter().any(|words| message.contains(words)) {
        SlurmError::NoCluster { program: program.to_owned() }
    } else {
        SlurmError::Refused { program: program.to_owned(), message }
    }
}
