//! A job as it is checked, whichever text it came from.

mod assignment;
mod place;
mod request;
mod step;
mod value;

pub use assignment::Assignment;
pub use place::{Asked, Place};
pub use request::{ContainerRequest, Request};
pub use step::{Command, Step, StepOption, Word};
pub use value::{Exclusive, GpuCount, Gres, Memory, NodeCount, TimeLimit};

/// A job: what it asks Slurm for, and what it runs.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Job {
    /// What kind of text it was read from.
    pub source: Source,
    /// What it asks Slurm for: one request, or the components of a heterogeneous job in their order. Never empty for a
    /// job that could be read.
    pub requests: Vec<Request>,
    /// Environment variables that it sets for what it runs, in the order of the text.
    pub environment: Vec<Assignment>,
    /// Programs that the script runs that rules know something about: `srun`, `mpirun`, `torchrun`, `docker`, ... Empty for
    /// a YAML job, whose script is written by us.
    pub steps: Vec<Step>,
    /// What the script is made of; `None` for a YAML job and for one built in code.
    pub script: Option<Box<crate::script::Script>>,
}

/// What kind of text a job was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A script for `sbatch`.
    #[default]
    Script,
    /// A `*.job.yaml`.
    Yaml,
}
