//! A real Slurm, and jobs for it.

use std::fs;

use pcluster_lab::{Slurm as Lab, SlurmOptions, SlurmPartition, SlurmResource};
use pcluster_slurm::client::{FollowEvent, Local, Runner, Slurm};

/// The way to it.
pub(crate) fn of_lab(lab: &Lab) -> Slurm {
    Slurm::new(Runner::Local(Local { configuration: Some(lab.configuration()) }))
}

/// A script in a directory of its own, with what it runs.
pub(crate) fn script(lab: &Lab, body: &str) -> String {
    let directory = lab.directory().join("jobs");
    fs::create_dir_all(&directory).unwrap();
    format!("#!/bin/bash\n#SBATCH --job-name=train\n#SBATCH --chdir={}\n{body}\n", directory.display())
}

/// Whether one of the events is such a one.
pub(crate) fn has(events: &[FollowEvent], wanted: impl Fn(&FollowEvent) -> bool) -> bool {
    events.iter().any(wanted)
}

/// A partition `gpu` with some nodes of 8 GPUs, of which the static ones run.
pub(crate) fn small(static_nodes: u32, dynamic_nodes: u32) -> SlurmOptions {
    let nodes = SlurmResource {
        name: "p5".into(),
        static_nodes,
        dynamic_nodes,
        running: static_nodes,
        gpus: 8,
        gpu_type: "h100".into(),
        ..SlurmResource::default()
    };
    SlurmOptions::with([SlurmPartition { name: "gpu".into(), resources: vec![nodes], settings: vec![] }])
}
