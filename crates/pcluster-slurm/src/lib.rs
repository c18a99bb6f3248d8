//! Slurm jobs that fit the cluster: written, checked and judged by what the cluster's configuration says.
//!
//! A job is a script with `#SBATCH` directives or a `*.job.yaml`; either becomes a [`job::Job`], which the [`rules`]
//! hold against the [`cluster::Cluster`] it is for. Nothing here prints, reads files or looks at a clock or the
//! environment; only `client`, behind the feature of that name, talks to a Slurm.
//!
//! From a configuration that was built in code to the script of a job, and to the nodes that are to be expected:
//!
//! ```
//! use pcluster_config::facts::EmbeddedCatalogue;
//! use pcluster_config::model::cluster::{ClusterConfig, ComputeResource, Efa, PlacementGroup, SlurmQueue};
//! use pcluster_config::{Options, check_bytes, check_cluster};
//! use pcluster_slurm::cluster::Cluster;
//! use pcluster_slurm::rules::{Facts, judge};
//! use pcluster_slurm::sbatch::{Origin, render};
//! use pcluster_slurm::spec::{self, JobSpec, Torchrun};
//!
//! // A configuration with a queue of four p5.48xlarge; the rest is that of a file.
//! let base = include_bytes!("../../../fixtures/base.yaml");
//! let base = check_bytes("base.yaml", base, &Options::default()).into_validated().unwrap();
//! let mut config: ClusterConfig = base.into_inner();
//! let mut queue: SlurmQueue = config.scheduling.slurm_queues()[0].clone();
//! queue.name = "p5".to_owned();
//! queue.networking.placement_group = Some(PlacementGroup { enabled: Some(true), ..Default::default() });
//! queue.compute_resources = vec![ComputeResource {
//!     name: "h100".to_owned(),
//!     instance_type: Some("p5.48xlarge".to_owned()),
//!     min_count: Some(1.into()),
//!     max_count: Some(4.into()),
//!     efa: Some(Efa { enabled: Some(true), ..Efa::default() }),
//!     ..ComputeResource::default()
//! }];
//! config.scheduling.slurm_queues = Some(vec![queue]);
//! let config = check_cluster(&config, &Options::default()).into_validated().unwrap();
//! let cluster = Cluster::new(&config, &EmbeddedCatalogue);
//! let facts = Facts { cluster: Some(&cluster), catalogue: &EmbeddedCatalogue };
//!
//! // A job on two of its nodes is sound, the rules have nothing against it, and this is its script.
//! let mut job = JobSpec::new("train", Torchrun::script("/home/me/train.py", ["--epochs".into(), 3.into()]).into());
//! job.partition = Some("p5".to_owned());
//! job.nodes = Some(2);
//! job.gpus_per_node = Some(8);
//! job.exclusive = Some(true);
//! job.time = Some("12:00:00".to_owned());
//! let read = spec::check(&job);
//! let found = read.job.as_ref().map(|job| judge(job, &facts)).unwrap_or_default();
//! let (report, _) = read.finish(found);
//! assert!(report.is_valid());
//! let script = render(&job, &cluster, &Origin::default()).unwrap();
//! assert!(script.as_str().contains("#SBATCH --cpus-per-task=192\n"));
//! assert!(script.as_str().contains("--nproc-per-node=8"));
//!
//! // A script that somebody else wrote is held against the same cluster.
//! let theirs = b"#!/bin/bash\n#SBATCH --partition=p5 --nodes=5 --gpus-per-node=8 --time=1-0\nsrun train.sh\n";
//! let report = pcluster_slurm::check_bytes("theirs.sbatch", theirs, &facts);
//! assert!(report.diagnostics().iter().any(|problem| problem.rule == "too-many-nodes"));
//!
//! // The nodes that Slurm has to have.
//! # #[cfg(feature = "client")]
//! # {
//! use pcluster_slurm::client::Roster;
//!
//! let roster = Roster::expected(&cluster);
//! let names: Vec<&str> = roster.groups.iter().map(|group| group.names.as_str()).collect();
//! assert_eq!(names, ["p5-st-h100-1", "p5-dy-h100-[1-3]"]);
//! # }
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
