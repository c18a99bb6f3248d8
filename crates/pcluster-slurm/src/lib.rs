//! Slurm jobs that fit the cluster: written, checked and judged by what the cluster's configuration says.
//!
//! A job is a script with `#SBATCH` directives or a `*.job.yaml`; either becomes a [`job::Job`], which the [`rules`]
//! hold against the [`cluster::Cluster`] it is for. Nothing here prints, reads files or looks at a clock or the
//! environment; only `client`, behind the feature of that name, talks to a Slurm.

pub mod check;
#[cfg(feature = "client")]
pub mod client;
pub mod cluster;
pub mod container;
pub mod draft;
pub mod fit;
pub mod job;
pub mod nccl;
pub mod rules;
pub mod sbatch;
pub mod script;
pub mod shell;
pub mod spec;

pub use check::check_bytes;
