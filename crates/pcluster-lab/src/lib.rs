//! Real counterparts for the tests: an emulator of AWS, an S3 server, a proxy that spoils requests, a registry of
//! container images, a Slurm, an SSH server. Each is started on free ports of the loopback interface and ends with the value that
//! stands for it, and also when the test is killed.
//!
//! They are installed by `scripts/tools/install` into the directory that `PCLUSTER_TOOLS` names.
#![expect(clippy::panic, reason = "a counterpart that does not start fails the test that needs it")]

mod aws;
mod child;
mod proxy;
mod registry;
mod s3;
mod slurm;
mod sshd;
mod tools;

pub use aws::Aws;
pub use proxy::Proxy;
pub use registry::{Registry, buildah};
pub use s3::S3;
pub use slurm::{Slurm, SlurmOptions, SlurmPartition, SlurmResource};
pub use sshd::Sshd;
pub use tools::{awscli, python, s5cmd, tool};
