//! Jobs with mistakes.

use pcluster_config::render::{HumanOptions, human};
use pcluster_slurm::spec::read;

#[track_caller]
fn page(name: &str, text: &[u8]) {
    let (report, job) = read("train.job.yaml", text).finish(Vec::new());
    assert!(job.is_none());
    let page = human(&report, &HumanOptions::default());
    assert!(!page.contains("official") && !page.contains("ParallelCluster"), "{page}");
    insta::with_settings!({snapshot_path => "snapshots/broken", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, page.trim_end());
    });
}

#[test]
fn wrong_keys_and_values() {
    page(
        "keys",
        b"nam: train
nodes: four
gpus-per-node: 0
time: 90
exclusive: 2
container:
  image: my image.sqsh
  mounts: ['/fsx:/fsx,/home:/home', '/$(id):/x']
environment:
  9LIVES: no
  MODE: 0010
  NCCL_DEBUG:
output: \"/fsx/a\\nb\"
extra-options: [nodes=4]
cpus_per_task: 4
run:
  torchrun:
    skript: train.py
",
    );
}

#[test]
fn times_that_sbatch_reads_differently() {
    page("times", b"time: 1:30:00\nrun: { shell: hostname }\n");
    page("minutes", b"time: \"90\"\nrun: { shell: hostname }\n");
}

#[test]
fn keys_that_exclude_or_need_each_other() {
    page(
        "relations",
        b"gpus-per-node: 8
gpus-per-task: 1
tasks-per-node: 8
time: 00:05:00
signal: { name: USR1, seconds-before: 300 }
dependencies:
  - type: afterok
  - type: singleton
    jobs: [4]
extra-options: ['--nodes=4']
run:
  torchrun:
    script: a.py
    module: a
  ",
    );
    page("two-launchers", b"run:\n  shell: hostname\n  command: { program: hostname }\n");
    page("no-launcher", b"name: a\nrun: {}\n");
    page("no-run", b"name: a\n");
}

#[test]
fn texts_that_are_no_job() {
    page("empty", b"");
    page("list", b"- name: a\n");
    page("script", b"#!/bin/bash\n#SBATCH --nodes=2\nsrun hostname\n");
    page("latin-1", b"name: caf\xe9\n");
    page("binary", b"\0\x01\x02");
    page("merge", b"<<: *a\nrun: { shell: !Ref a }\n");
    page("template", b"nodes: ${NODES}\ntime: x\nrun: { shell: hostname }\n");
}
