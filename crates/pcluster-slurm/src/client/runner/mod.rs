//! How Slurm's commands are run.

mod head_node;
mod process;
mod quote;
mod recorded;
mod session_manager;
mod ssh;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use pcluster_operation::Remedy;

pub use head_node::{FindHeadNodeError, find_head_node};
pub use recorded::Recorded;
pub use session_manager::SessionManager;
pub use ssh::Ssh;

/// Where ParallelCluster installs Slurm's commands (`slurm/install_dir` of its cookbook); sessions that are no login
/// have it not on their path.
const SLURM_BIN: &str = "/opt/slurm/bin";

/// Variables that change what Slurm's commands say, or leave jobs and nodes out: a job that is not seen would be submitted
/// again. (`squeue`, `sinfo`, `sacct`, `scontrol`: "Environment variables")
const NOT_SEEN: [&str; 29] = [
    "SLURM_BITSTR_LEN",
    "SLURM_TIME_FORMAT",
    "SQUEUE_ACCOUNT",
    "SQUEUE_ALL",
    "SQUEUE_ARRAY",
    "SQUEUE_FEDERATION",
    "SQUEUE_FORMAT",
    "SQUEUE_FORMAT2",
    "SQUEUE_LICENSES",
    "SQUEUE_LOCAL",
    "SQUEUE_NAMES",
    "SQUEUE_PARTITION",
    "SQUEUE_PRIORITY",
    "SQUEUE_QOS",
    "SQUEUE_SIBLING",
    "SQUEUE_SORT",
    "SQUEUE_STATES",
    "SQUEUE_USERS",
    "SINFO_ALL",
    "SINFO_FEDERATION",
    "SINFO_FORMAT",
    "SINFO_LOCAL",
    "SINFO_PARTITION",
    "SINFO_SORT",
    "SACCT_FEDERATION",
    "SACCT_FORMAT",
    "SACCT_LOCAL",
    "SCONTROL_ALL",
    "SCONTROL_FUTURE",
];

/// How long a command may take where nothing else is said: more than Slurm's own `MessageTimeout`, which
/// ParallelCluster sets to 60 seconds.
const LIMIT: Duration = Duration::from_secs(90);

/// Bytes of an answer that are read at most.
const MOST: usize = 64 << 20;

/// A command for the machine that Slurm's commands are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The program and its arguments; a shell never splits or expands them.
    pub words: Vec<String>,
    /// What it reads on its standard input.
    pub input: Vec<u8>,
    /// How long it may take.
    pub limit: Duration,
    /// Bytes of its output that are read at most.
    pub most: usize,
}

/// What a command did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Its exit code; 128 and the number of the signal that ended it.
    pub code: i32,
    /// Its standard output.
    pub output: Vec<u8>,
    /// Its standard error.
    pub errors: String,
    /// Whether it wrote more than was read.
    pub cut: bool,
}

/// A way to run commands where Slurm is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Runner {
    /// On this machine: a head node or a login node.
    Local(Local),
    /// On another machine, by the `ssh` of this one.
    Ssh(Ssh),
    /// On an EC2 instance, by Session Manager and the AWS CLI of this machine.
    SessionManager(SessionManager),
    /// Nowhere: answers that were written down before, for tests.
    Recorded(Recorded),
}

/// This machine.
#[derive(Clone, Debug, Default)]
pub struct Local {
    /// Another `slurm.conf` than the one that Slurm's commands, or `SLURM_CONF`, know.
    pub configuration: Option<PathBuf>,
}

/// Why a command was not run, or why its answer is not known.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunnerError {
    /// The program is not where it has to be.
    #[error("there is no program `{program}` {place}")]
    NoProgram {
        /// The program.
        program: String,
        /// Where it was looked for, as the end of a sentence.
        place: String,
    },
    /// The machine was not reached, or the connection was lost before the end of the answer.
    #[error("the connection to {place} failed: {message}")]
    Lost {
        /// The machine.
        place: String,
        /// What the program that connects says.
        message: String,
    },
    /// It took too long.
    #[error("`{program}` did not answer within {} seconds", limit.as_secs())]
    TimedOut {
        /// The program.
        program: String,
        /// How long it had.
        limit: Duration,
    },
    /// This machine could not start it or read from it.
    #[error("cannot run `{program}`")]
    Io {
        /// The program.
        program: String,
        /// Why not.
        source: std::io::Error,
    },
    /// It is too long to be sent this way.
    #[error("{size} bytes are too many for a command that Session Manager carries, which are {most} at most")]
    TooLong {
        /// Its size.
        size: usize,
        /// The most.
        most: usize,
    },
}

/// What `ssh` and the AWS CLI say before they connect, and will say again.
const NEVER_CONNECTS: [&str; 8] = [
    "Permission denied (",
    "Host key verification failed",
    "You must specify a region",
    "Unable to locate credentials",
    "ExpiredToken",
    "AccessDenied",
    "SessionManagerPlugin is not found",
    ") could not be found",
];

/// Whether a connection that failed with a message is no better a little later.
fn never_connects(message: &str) -> bool {
    NEVER_CONNECTS.iter().any(|words| message.contains(words))
}

/// What to do where the AWS CLI lacks something.
fn aws_help(message: &str) -> Option<&'static str> {
    [
        ("You must specify a region", "name it with `--region`"),
        (
            "Unable to locate credentials",
            "log in, or name a profile with `--profile`; `pclusterctl doctor` says more",
        ),
        ("ExpiredToken", "log in again: the credentials have expired"),
        (") could not be found", "`aws configure list-profiles` lists the profiles"),
        ("AccessDenied", "the caller has to be allowed `ssm:StartSession` and `ec2:DescribeInstances`"),
        ("UnauthorizedOperation", "the caller has to be allowed `ec2:DescribeInstances`"),
    ]
    .into_iter()
    .find_map(|(words, help)| message.contains(words).then_some(help))
}

impl RunnerError {
    /// Whether the command may have been run all the same.
    pub fn may_have_run(&self) -> bool {
        match self {
            Self::Lost { message, .. } => !never_connects(message),
            Self::TimedOut { .. } | Self::Io { .. } => true,
            _ => false,
        }
    }

    /// Whether the same may succeed a little later.
    pub fn passes(&self) -> bool {
        match self {
            Self::Lost { message, .. } => !never_connects(message),
            Self::TimedOut { .. } => true,
            _ => false,
        }
    }
}

impl Remedy for RunnerError {
    fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoProgram { program, .. } if program == "ssh" || program == "aws" => {
                format!("install `{program}` on this machine")
            }
            Self::NoProgram { .. } => "run this on the head node of the cluster, or name it with `--host` or \
                                       `--head-node`"
                .to_owned(),
            Self::Lost { message, .. } if message.contains("Permission denied") => {
                "name the key with `--identity` and the user with `--user`, or add the key to the SSH agent".to_owned()
            }
            Self::Lost { message, .. } if message.contains("Host key verification failed") => {
                "connect once with `ssh` and look at the host key".to_owned()
            }
            Self::Lost { message, .. } if message.contains("Could not resolve hostname") => {
                "check the name: it has to be in the DNS, in `/etc/hosts`, or a `Host` of the SSH configuration"
                    .to_owned()
            }
            Self::Lost { message, .. }
                if ["timed out", "No route to host", "Network is unreachable"]
                    .iter()
                    .any(|words| message.contains(words)) =>
            {
                "does the head node run, and does its security group let this machine in at the port of SSH? one in a \
                 private subnet is reached with `--head-node`"
                    .to_owned()
            }
            Self::Lost { message, .. } if message.contains("Connection refused") => {
                "no SSH server listens there: check the name and `--port`".to_owned()
            }
            Self::Lost { message, .. } if message.contains("TargetNotConnected") => {
                "the SSM agent of the instance is not connected: is it running, and may it call Systems Manager?"
                    .to_owned()
            }
            Self::Lost { message, .. } if message.contains("SessionManagerPlugin is not found") => {
                "install the Session Manager plugin of the AWS CLI".to_owned()
            }
            Self::Lost { message, .. } if aws_help(message).is_some() => aws_help(message)?.to_owned(),
            Self::TooLong { .. } => "copy the script to the cluster and submit it there, or use `--host`".to_owned(),
            Self::Lost { .. } | Self::TimedOut { .. } => "try again".to_owned(),
            Self::Io { .. } => return None,
        })
    }
}

impl Command {
    /// A program with arguments, without input.
    pub fn new<S: Into<String>>(words: impl IntoIterator<Item = S>) -> Self {
        Self {
            words: words.into_iter().map(Into::into).collect(),
            input: Vec::new(),
            limit: LIMIT,
            most: MOST,
        }
    }

    /// With something to read.
    #[must_use]
    pub fn with_input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// The name of the program.
    pub fn program(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }
}

impl Runner {
    /// Runs a command and reads its answer. Dropping the future ends the command, as far as it runs on this machine.
    pub async fn run(&self, command: &Command) -> Result<Answer, RunnerError> {
        match self {
            Self::Local(local) => process::local(local, command).await,
            Self::Ssh(ssh) => ssh.run(command).await,
            Self::SessionManager(manager) => manager.run(command).await,
            Self::Recorded(recorded) => recorded.run(command),
        }
    }
}

impl fmt::Display for Runner {
    /// The machine, as messages call it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(_) => f.write_str("this machine"),
            Self::Ssh(ssh) => f.write_str(&ssh.host),
            Self::SessionManager(manager) => f.write_str(&manager.instance),
            Self::Recorded(_) => f.write_str("a record"),
        }
    }
}
