//! The states of jobs.

use std::fmt;

use serde::{Serialize, Serializer};

/// The state of a job, one of Slurm's own (`squeue`, "job state codes"). Where a job is in a state and on its way at the
/// same time, it is the way that counts: `COMPLETING`, not what it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JobState {
    /// It waits.
    Pending,
    /// It has nodes, which are not ready yet: on ParallelCluster, they are started.
    Configuring,
    /// It runs.
    Running,
    /// It ends.
    Completing,
    /// It has nodes, and is stopped.
    Suspended,
    /// It is put back into the queue.
    Requeued,
    /// It was put back into the queue, and is held there.
    RequeueHold,
    /// It ended with exit code 0.
    Completed,
    /// Someone ended it.
    Cancelled,
    /// It ended with another exit code.
    Failed,
    /// It was ended at its time limit.
    Timeout,
    /// A node of it was lost.
    NodeFail,
    /// A more important job took its place.
    Preempted,
    /// Its nodes did not start.
    BootFail,
    /// It did not end by its deadline.
    Deadline,
    /// It took more memory than it had.
    OutOfMemory,
    /// Any other state, as Slurm calls it.
    Other(String),
}

impl JobState {
    /// The state that these words of Slurm stand for, such as `FAILED` and `COMPLETING`.
    pub(super) fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut state = None;
        for word in words {
            let word = Self::of_word(word);
            if state.as_ref().is_none_or(|state| Self::rank(&word) > Self::rank(state)) {
                state = Some(word);
            }
        }
        state.unwrap_or_else(|| Self::Other("UNKNOWN".to_owned()))
    }

    /// The state of one word; `CANCELLED by 1000` is how sacct says it.
    pub(super) fn of_word(word: &str) -> Self {
        match word.split_whitespace().next().unwrap_or("").to_ascii_uppercase().as_str() {
            "PENDING" | "PD" => Self::Pending,
            "CONFIGURING" | "CF" => Self::Configuring,
            "RUNNING" | "R" => Self::Running,
            "COMPLETING" | "CG" => Self::Completing,
            "SUSPENDED" | "S" => Self::Suspended,
            "REQUEUED" | "RQ" => Self::Requeued,
            "REQUEUE_HOLD" | "REQUEUE_HELD" | "RH" | "SPECIAL_EXIT" | "SE" => Self::RequeueHold,
            "COMPLETED" | "CD" => Self::Completed,
            "CANCELLED" | "CANCELLED+" | "CA" => Self::Cancelled,
            "FAILED" | "F" => Self::Failed,
            "TIMEOUT" | "TO" => Self::Timeout,
            "NODE_FAIL" | "NF" => Self::NodeFail,
            "PREEMPTED" | "PR" => Self::Preempted,
            "BOOT_FAIL" | "BF" => Self::BootFail,
            "DEADLINE" | "DL" => Self::Deadline,
            "OUT_OF_MEMORY" | "OOM" => Self::OutOfMemory,
            other => Self::Other(other.to_owned()),
        }
    }

    fn rank(state: &Self) -> u8 {
        match state {
            Self::Other(_) => 0,
            Self::Configuring | Self::Completing => 2,
            Self::Requeued | Self::RequeueHold => 3,
            _ => 1,
        }
    }

    /// Whether it has ended for good.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Completed
                | Self::Cancelled
                | Self::Failed
                | Self::Timeout
                | Self::NodeFail
                | Self::Preempted
                | Self::BootFail
                | Self::Deadline
                | Self::OutOfMemory
        )
    }

    /// Whether it waits for its nodes.
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Pending | Self::Requeued | Self::RequeueHold)
    }

    /// Its name, as Slurm has it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pending => "PENDING",
            Self::Configuring => "CONFIGURING",
            Self::Running => "RUNNING",
            Self::Completing => "COMPLETING",
            Self::Suspended => "SUSPENDED",
            Self::Requeued => "REQUEUED",
            Self::RequeueHold => "REQUEUE_HOLD",
            Self::Completed => "COMPLETED",
            Self::Cancelled => "CANCELLED",
            Self::Failed => "FAILED",
            Self::Timeout => "TIMEOUT",
            Self::NodeFail => "NODE_FAIL",
            Self::Preempted => "PREEMPTED",
            Self::BootFail => "BOOT_FAIL",
            Self::Deadline => "DEADLINE",
            Self::OutOfMemory => "OUT_OF_MEMORY",
            Self::Other(word) => word,
        }
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for JobState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
