//! `Scheduling.SlurmSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::{FreeMap, Int, SecretArn, patterns};

/// Settings of Slurm.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SlurmSettings {
    /// Time that a node started on demand stays up without a job; Slurm's `SuspendTime`. `-1`, the smallest
    /// value that the official schema takes, stands for never stopping it.
    #[garde(range(min = -1))]
    #[schemars(extend("default" = Self::default().scaledown_idletime(), "x-unit" = "minutes"))]
    pub scaledown_idletime: Option<Int>,
    /// Names of the nodes. Made with its defaults when absent.
    #[garde(dive)]
    pub dns: Option<Dns>,
    /// What an update does to nodes that run with settings it changes.
    #[schemars(extend("default" = Self::default().queue_update_strategy()))]
    pub queue_update_strategy: Option<QueueUpdateStrategy>,
    /// Lets Slurm give out memory: a job gets what `--mem` asks for, several share a node where it suffices,
    /// and a job that takes more is killed.
    #[schemars(extend("default" = Self::default().enable_memory_based_scheduling()))]
    pub enable_memory_based_scheduling: Option<bool>,
    /// A database of your own that keeps the records of jobs.
    #[garde(dive)]
    pub database: Option<Database>,
    /// Parameters added to `slurm.conf`, as maps of a parameter to its value. Not together with
    /// `CustomSlurmSettingsIncludeFile`; parameters that ParallelCluster writes itself are refused.
    pub custom_slurm_settings: Option<Vec<FreeMap>>,
    /// URL of a file, `https://` or `s3://`, that `slurm.conf` includes.
    pub custom_slurm_settings_include_file: Option<String>,
    /// ARN of a secret that holds the key with which the nodes trust each other, in Base64. When absent, a
    /// key is made.
    pub munge_key_secret_arn: Option<String>,
    /// An accounting daemon outside the cluster, in place of `Database`. It needs `MungeKeySecretArn`.
    #[garde(dive)]
    pub external_slurmdbd: Option<ExternalSlurmdbd>,
}

impl SlurmSettings {
    /// Minutes that a node started on demand stays up without a job.
    pub fn scaledown_idletime(&self) -> i64 {
        self.scaledown_idletime.map_or(10, Int::get)
    }

    /// What an update does to nodes that run with settings it changes.
    pub fn queue_update_strategy(&self) -> QueueUpdateStrategy {
        self.queue_update_strategy.unwrap_or(QueueUpdateStrategy::ComputeFleetStop)
    }

    /// Whether Slurm gives out memory.
    pub fn enable_memory_based_scheduling(&self) -> bool {
        self.enable_memory_based_scheduling.unwrap_or(false)
    }
}

/// Names of the nodes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Dns {
    /// Makes no names for the nodes in Route 53; you then provide for them yourself.
    #[schemars(extend("default" = Self::default().disable_managed_dns()))]
    pub disable_managed_dns: Option<bool>,
    /// Id of a private hosted zone of yours that the names go into. When absent, a zone is made.
    pub hosted_zone_id: Option<String>,
    /// Gives nodes the names that EC2 chose, in place of names with queue and compute resource in them.
    #[schemars(extend("default" = Self::default().use_ec2_hostnames()))]
    pub use_ec2_hostnames: Option<bool>,
}

impl Dns {
    /// Whether there are no names of the nodes in Route 53.
    pub fn disable_managed_dns(&self) -> bool {
        self.disable_managed_dns.unwrap_or(false)
    }

    /// Whether nodes have the names that EC2 chose.
    pub fn use_ec2_hostnames(&self) -> bool {
        self.use_ec2_hostnames.unwrap_or(false)
    }
}

/// What an update does to nodes that run with settings it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
#[non_exhaustive]
pub enum QueueUpdateStrategy {
    /// Nodes are replaced after their jobs have ended.
    Drain,
    /// The update is refused until all compute nodes are stopped.
    ComputeFleetStop,
    /// Nodes are replaced at once, under the jobs that run on them.
    Terminate,
}

/// A MySQL database that keeps the records of jobs: who ran what, when, on how much.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Database {
    /// Host of the database server, with or without a port: `db.example.com:3306`.
    pub uri: String,
    /// User that Slurm signs in as.
    pub user_name: String,
    /// Secret that holds the user's password as plain text.
    #[garde(dive)]
    pub password_secret_arn: SecretArn,
    /// Database on the server. When absent, the name of the cluster with `_` for `-`. Clusters that share a
    /// server need one each.
    #[garde(length(chars, min = 1, max = 64), pattern(patterns::DATABASE_NAME))]
    #[schemars(extend("x-unit" = "characters"))]
    pub database_name: Option<String>,
}

/// An accounting daemon of Slurm outside the cluster.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ExternalSlurmdbd {
    /// Host of the daemon.
    pub host: String,
    /// TCP port of the daemon.
    #[schemars(extend("default" = Self::default().port()))]
    pub port: Option<Int>,
}

impl ExternalSlurmdbd {
    /// TCP port of the daemon.
    pub fn port(&self) -> i64 {
        self.port.map_or(6819, Int::get)
    }
}
