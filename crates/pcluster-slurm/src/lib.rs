//! Slurm jobs that fit the cluster: written, checked and judged by what the cluster's configuration says.
//!
//! A job is a script with `#SBATCH` directives or a `*.job.yaml`; either becomes a [`job::Job`], which the [`rules`]
//! hold against the [`cluster::Cluster`] it is for. Nothing here prints, reads files or looks at a clock or the
//! environment; only `client`, behind the feature of that name, talks to a Slurm.
//!
//! ```
//! use pcluster_config::facts::EmbeddedCatalogue;
//! use pcluster_config::{Options, check_bytes};
//! use pcluster_slurm::cluster::Cluster;
//! use pcluster_slurm::rules::Facts;
//!
//! let yaml = include_bytes!("../../../fixtures/jobs/cluster.yaml");
//! let config = check_bytes("cluster.yaml", yaml, &Options::default()).into_validated().unwrap();
//! let cluster = Cluster::new(&config, &EmbeddedCatalogue);
//! let facts = Facts { cluster: Some(&cluster), ..Facts::default() };
//!
//! let script = b"#!/bin/bash\n#SBATCH --partition=gpu --nodes=12\nsrun hostname\n";
//! let report = pcluster_slurm::check_bytes("train.sbatch", script, &facts);
//! assert!(!report.is_valid());
//! let rules: Vec<_> = report.diagnostics().iter().map(|problem| problem.rule).collect();
//! assert!(rules.contains(&"too-many-nodes"));
//! ```

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
