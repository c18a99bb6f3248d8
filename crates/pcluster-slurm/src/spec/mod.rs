//! A job as it is written: a value, or YAML (`*.job.yaml`).
//!
//! The keys are called as the options of sbatch that they become, without dashes in front: whoever knows
//! `--cpus-per-task` knows `cpus-per-task`. A [`JobSpec`] that was built in code goes through the same checks as one that
//! was read, and [`crate::sbatch::render`] makes a script of it.

mod container;
mod dependency;
mod extra;
mod mail;
mod pattern;
mod read;
mod relations;
mod run;
mod setup;
mod signal;
mod started;
mod values;
mod word;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use garde::Validate;
use pcluster_config::schema::{DocumentKey, DocumentSchema};
use pcluster_config::{WriteError, to_yaml};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

pub use container::ContainerSpec;
pub use dependency::{Dependency, DependencyKind};
pub use mail::{Mail, MailEvent};
pub use read::{ReadJob, check, read};
pub use run::{
    Accelerate, Collective, CommandLine, DeepSpeed, Launcher, MixedPrecision, Mpi, NcclTest, Operation, Run,
    Torchrun,
};
pub use setup::Setup;
pub use signal::{Signal, SignalName};
pub use word::Word;

pub(crate) use relations::key_of;
pub(crate) use values::{memory, time};

use pattern::{ARRAY, DIRECTORY, ENV_NAME, FEATURES, LIST, MEMORY, NAME, OPTION, OUTPUT, TIME, WORD};

/// A job for Slurm. What is left out is Slurm's own default, or that of the partition, unless it says otherwise.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct JobSpec {
    /// Name of the job, which `squeue` shows and `%x` stands for in `output`. Becomes `--job-name`. When absent, that of
    /// the script.
    #[garde(length(chars, max = 200), pattern(NAME))]
    #[schemars(extend("pattern" = NAME.source(), "x-form" = "a text of one line without slashes"))]
    pub name: Option<String>,
    /// Partition to run in: the name of a queue of the cluster. Becomes `--partition`. When absent, the first queue.
    #[garde(pattern(WORD))]
    #[schemars(extend("pattern" = WORD.source(), "x-form" = "the name of a queue"))]
    pub partition: Option<String>,
    /// Nodes to run on. Becomes `--nodes`.
    #[garde(range(min = 1, max = 100_000))]
    #[schemars(extend("default" = 1, "x-unit" = "nodes"))]
    pub nodes: Option<u32>,
    /// Tasks on each node: how often the program of `run` is started there. Becomes `--ntasks-per-node`. When absent, 1
    /// for launchers that start their own processes, 1 a GPU for `mpi` and `nccl-test`.
    #[garde(range(min = 1, max = 10_000))]
    #[schemars(extend("x-unit" = "tasks"))]
    pub tasks_per_node: Option<u32>,
    /// CPUs (threads) of each task. Becomes `--cpus-per-task`, of the job and of the srun in it, which does not inherit it
    /// since Slurm 22.05. When absent, the tasks of launchers, `mpi` and `nccl-test` share the CPUs of the node, or the
    /// part of them that goes with the GPUs they have; for `command` and `shell` it is 1.
    #[garde(range(min = 1, max = 10_000))]
    #[schemars(extend("x-unit" = "CPUs"))]
    pub cpus_per_task: Option<u32>,
    /// GPUs on each node. Becomes `--gpus-per-node`.
    #[garde(range(min = 1, max = 1_000))]
    #[schemars(extend("x-unit" = "GPUs"))]
    pub gpus_per_node: Option<u32>,
    /// GPUs of each task, in place of `gpus-per-node`. Becomes `--gpus-per-task`.
    #[garde(range(min = 1, max = 1_000))]
    #[schemars(extend("x-unit" = "GPUs"))]
    pub gpus_per_task: Option<u32>,
    /// Memory on each node, such as `900G`; `all` is all that the node has. Becomes `--mem`. Slurm only counts memory where
    /// the cluster has `EnableMemoryBasedScheduling`.
    #[garde(pattern(MEMORY))]
    #[schemars(extend("pattern" = MEMORY.source(), "x-form" = "a number with a unit, such as `900G`, or `all`"))]
    pub memory: Option<String>,
    /// The longest that the job may run, `hours:minutes:seconds`, or `days-hours` with or without `:minutes:seconds`, such
    /// as `1-12:00:00`. Becomes `--time`. What sbatch reads differently from what people mean (`90` is minutes, `1:30` is
    /// a minute and a half) is refused.
    #[garde(pattern(TIME))]
    #[schemars(extend("pattern" = TIME.source(),
        "x-form" = "`hours:minutes:seconds` or `days-hours:minutes:seconds`, such as `12:00:00` or `1-00:00:00`"))]
    pub time: Option<String>,
    /// Whether no other job may run on its nodes. Becomes `--exclusive`.
    #[schemars(extend("default" = false))]
    pub exclusive: Option<bool>,
    /// Features that its nodes must have, such as `efa` or `p5.48xlarge`. Becomes `--constraint`.
    #[garde(pattern(FEATURES))]
    #[schemars(extend("pattern" = FEATURES.source(), "x-form" = "names of features, joined with `&` or `|`"))]
    pub constraint: Option<String>,
    /// Nodes that it must have, such as `gpu-st-p5-[1-4]`. Becomes `--nodelist`.
    #[garde(pattern(WORD))]
    #[schemars(extend("pattern" = WORD.source(), "x-form" = "names of nodes, such as `gpu-st-p5-[1-4]`"))]
    pub nodelist: Option<String>,
    /// Nodes that it must not have. Becomes `--exclude`.
    #[garde(pattern(WORD))]
    #[schemars(extend("pattern" = WORD.source(), "x-form" = "names of nodes, such as `gpu-st-p5-[1-4]`"))]
    pub exclude: Option<String>,
    /// Runs the job once for each number, such as `0-9` or `1,3,5-9%2` (`%2`: two at a time). Becomes `--array`; the number
    /// is `SLURM_ARRAY_TASK_ID`.
    #[garde(pattern(ARRAY))]
    #[schemars(extend("pattern" = ARRAY.source(), "x-form" = "numbers and ranges, such as `0-9` or `1,3,5-9%2`"))]
    pub array: Option<String>,
    /// What has to happen to other jobs before it starts. Becomes `--dependency`.
    #[garde(length(max = 1_000), dive)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<Dependency>,
    /// File for what it prints, a pattern: `%x` is the name, `%j` the id of the job, `%A_%a` those of an array. Its
    /// directory has to exist. Becomes `--output`. When absent, `%x_%j.out` in the first shared directory of the cluster
    /// (Lustre before others), so that every node can write it.
    #[garde(pattern(OUTPUT))]
    #[schemars(extend("pattern" = OUTPUT.source(), "x-form" = "a path of one line"))]
    pub output: Option<String>,
    /// File for errors. Becomes `--error`. When absent, they go where `output` goes.
    #[garde(pattern(OUTPUT))]
    #[schemars(extend("pattern" = OUTPUT.source(), "x-form" = "a path of one line"))]
    pub error: Option<String>,
    /// Environment variables, for what runs in the job and in its container. Values are taken as they are: `$` stands for
    /// itself. Secrets do not belong here: everybody who can read the script reads them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("propertyNames" = { "pattern": ENV_NAME.source(),
        "x-form": "a name of letters, digits and underscores that starts with no digit" }))]
    pub environment: BTreeMap<String, Word>,
    /// Directory to run in. Becomes `--chdir`. When absent, the one that sbatch was called in.
    #[garde(pattern(DIRECTORY))]
    #[schemars(extend("pattern" = DIRECTORY.source(), "x-form" = "an absolute path of one line"))]
    pub working_directory: Option<String>,
    /// Directory for checkpoints. The script makes it and gives its path to the program as `CHECKPOINT_DIR`.
    #[garde(pattern(DIRECTORY))]
    #[schemars(extend("pattern" = DIRECTORY.source(), "x-form" = "an absolute path of one line"))]
    pub checkpoints: Option<String>,
    /// The container that the program of `run` runs in. When absent, it runs on the node itself.
    #[garde(dive)]
    pub container: Option<ContainerSpec>,
    /// What is done once before, on the first node and outside the container.
    #[garde(dive)]
    pub setup: Option<Setup>,
    /// What runs: exactly one of its keys.
    #[garde(dive)]
    pub run: Run,
    /// Who hears of it. Becomes `--mail-user` and `--mail-type`.
    #[garde(dive)]
    pub mail: Option<Mail>,
    /// Whether Slurm starts it again after the failure of a node. Becomes `--requeue` or `--no-requeue`.
    pub requeue: Option<bool>,
    /// A signal before the time is up, to write a checkpoint. Becomes `--signal`.
    #[garde(dive)]
    pub signal: Option<Signal>,
    /// Account to charge. Becomes `--account`; it needs accounting on the cluster.
    #[garde(pattern(WORD))]
    #[schemars(extend("pattern" = WORD.source(), "x-form" = "a name without blanks"))]
    pub account: Option<String>,
    /// Quality of service. Becomes `--qos`; it needs accounting on the cluster.
    #[garde(pattern(WORD))]
    #[schemars(extend("pattern" = WORD.source(), "x-form" = "a name without blanks"))]
    pub qos: Option<String>,
    /// Reservation of Slurm to run in. Becomes `--reservation`.
    #[garde(pattern(LIST))]
    #[schemars(extend("pattern" = LIST.source(), "x-form" = "a name without blanks"))]
    pub reservation: Option<String>,
    /// More options of sbatch, each as it is called with `--`, such as `--switches=1`. An option that a key stands for
    /// belongs under that key.
    #[garde(length(max = 100), inner(pattern(OPTION)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("items" = { "type": "string", "pattern": OPTION.source(),
        "x-form": "one long option with its value behind `=`, such as `--switches=1`" }))]
    pub extra_options: Vec<String>,
}

impl JobSpec {
    /// A job that runs something, with Slurm's defaults.
    pub fn new(name: impl Into<String>, run: Run) -> Self {
        Self { name: Some(name.into()), run, ..Self::default() }
    }

    /// Writes it as YAML, which [`read`] reads as the same.
    pub fn to_yaml(&self) -> Result<String, WriteError> {
        to_yaml(self)
    }

    /// Nodes that it runs on.
    pub fn nodes(&self) -> u32 {
        self.nodes.unwrap_or(1)
    }
}

/// The schema of jobs.
pub(crate) fn schema() -> &'static DocumentSchema {
    static SCHEMA: OnceLock<DocumentSchema> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        DocumentSchema::of::<JobSpec>("a job", "`pclusterctl schema --kind job --paths` lists the keys")
    })
}

/// The JSON Schema (draft 2020-12) of jobs, for editors.
pub fn json_schema() -> Value {
    schema().json_schema("Slurm job of pclusterctl")
}

/// All keys of jobs, in documentation order.
pub fn keys() -> Vec<DocumentKey> {
    schema().keys()
}

/// The keys of jobs that a query means: the one at that path, else all whose paths end with it, whatever the case.
pub fn search_keys(query: &str) -> Vec<DocumentKey> {
    schema().search(query)
}

/// The paths of the keys of jobs that are most like a query that means none.
pub fn similar_keys(query: &str) -> Vec<String> {
    schema().similar(query)
}
