//! The Slurm of the tests is what it says.

use pcluster_lab::{Slurm, SlurmOptions};

const CLUSTER: &str = include_str!("../../../fixtures/clusters/gpu-training.yaml");

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_runs_on_three_nodes_with_their_names() {
    let slurm = Slurm::start(&SlurmOptions::default());
    let output =
        slurm.run("srun", &["--nodes=3", "--gpus-per-node=8", "--container-image=/fsx/a.sqsh", "hostname"]);
    let names = text(&output.stdout);
    let mut names: Vec<_> = names.lines().collect();
    names.sort_unstable();
    assert_eq!(names, [1, 2, 3].map(|number| format!("compute-gpu-st-distributed-ml-{number}")));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_cluster_has_the_nodes_of_its_configuration() {
    let slurm = Slurm::for_cluster(CLUSTER);
    let output = slurm.run("sinfo", &["--noheader", "--format=%P|%D|%t|%c|%m|%G|%f|%l|%N"]);
    insta::assert_snapshot!(text(&output.stdout));
}
