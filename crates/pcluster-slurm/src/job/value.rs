//! Values of options, as Slurm understands them.

/// How long a job may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeLimit {
    /// Seconds. Slurm counts in minutes and rounds up.
    Seconds(u64),
    /// As long as it takes.
    Unlimited,
}

/// How many nodes are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeCount {
    /// At least so many.
    pub min: u64,
    /// At most so many; `None` = exactly `min`, as sbatch reads a single number.
    pub max: Option<u64>,
}

/// GPUs as `--gpus`, `--gpus-per-node`, `--gpus-per-task` and `--gpus-per-socket` take them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GpuCount {
    /// By type; more than one only with `a100:2,h100:4`. `None` = any type.
    pub of: Vec<(Option<String>, u64)>,
}

impl GpuCount {
    /// All together.
    pub fn total(&self) -> u64 {
        self.of.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }
}

/// One item of `--gres`: `name[:type][:count]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gres {
    /// Its name, such as `gpu`; `gres/gpu` and `gpu` are the same.
    pub name: String,
    /// Its type, such as `h100`.
    pub kind: Option<String>,
    /// How many a node; 1 where none is written.
    pub count: u64,
}

/// An amount of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memory {
    /// MiB, which Slurm calls MB. 0 for `--mem` means all of a node.
    pub mib: u64,
}

/// Whom a job shares its nodes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exclusive {
    /// With nobody: `--exclusive`.
    Nobody,
    /// With jobs of the same user: `--exclusive=user`.
    User,
    /// With jobs of the same MCS label: `--exclusive=mcs`.
    Mcs,
    /// With whomever: `--oversubscribe`.
    Shared,
}
