//! `Scheduling`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{AwsBatchQueue, AwsBatchSettings, SlurmQueue, SlurmSettings};

/// The scheduler and its queues.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Scheduling {
    /// The scheduler.
    pub scheduler: Scheduler,
    /// What happens when EC2 has fewer instances than jobs need.
    #[schemars(extend("default" = Self::default().scaling_strategy()))]
    pub scaling_strategy: Option<ScalingStrategy>,
    /// Settings of Slurm. Made with its defaults when absent.
    #[garde(dive)]
    pub slurm_settings: Option<SlurmSettings>,
    /// Queues of Slurm. The first one takes jobs that name none.
    #[garde(dive)]
    pub slurm_queues: Option<Vec<SlurmQueue>>,
    /// The queue of AWS Batch.
    #[garde(length(equal = 1), dive)]
    pub aws_batch_queues: Option<Vec<AwsBatchQueue>>,
    /// Settings of AWS Batch.
    #[garde(dive)]
    pub aws_batch_settings: Option<AwsBatchSettings>,
}

impl Scheduling {
    /// What happens when EC2 has fewer instances than jobs need.
    pub fn scaling_strategy(&self) -> ScalingStrategy {
        self.scaling_strategy.unwrap_or(ScalingStrategy::AllOrNothing)
    }

    /// Queues of Slurm; none where the key is absent.
    pub fn slurm_queues(&self) -> &[SlurmQueue] {
        self.slurm_queues.as_deref().unwrap_or_default()
    }
}

/// A scheduler.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Scheduler {
    /// Slurm.
    #[default]
    Slurm,
    /// AWS Batch, up to release 3.15.
    AwsBatch,
}

/// What happens when EC2 has fewer instances than jobs need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum ScalingStrategy {
    /// A job starts with all of its nodes or not at all; instances are started job by job.
    AllOrNothing,
    /// All instances that EC2 has are started; those of jobs that cannot start may idle for a while.
    BestEffort,
    /// All instances that EC2 has are started, then those of jobs that did not get all of theirs are stopped
    /// again.
    GreedyAllOrNothing,
}
