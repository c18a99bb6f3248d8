//! `pclusterctl job new` and `pclusterctl job render`: files in, files out.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail like the test")]

use std::path::Path;
use std::process::{Command, Output};

const CLUSTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/jobs/cluster.yaml");

/// Runs the binary in a directory.
fn run(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pclusterctl"))
        .args(arguments)
        .current_dir(directory)
        .env("COLUMNS", "100")
        .output()
        .unwrap()
}

/// What a command says, with its exit code.
fn page(output: &Output) -> String {
    format!(
        "{}{}exit code {}\n",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status.code().unwrap()
    )
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_new_job_becomes_a_script() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    std::fs::copy(CLUSTER, at.join("cluster.yaml")).unwrap();
    for kind in ["train", "nccl-test", "shell"] {
        let file = format!("{kind}.job.yaml");
        let new = run(at, &["job", "new", "--kind", kind, "--cluster", "cluster.yaml", "-o", &file]);
        assert_eq!(page(&new), "exit code 0\n");
        let check = run(at, &["job", "check", &file, "--cluster", "cluster.yaml", "--fail-on", "warning"]);
        assert_eq!(check.status.code(), Some(0), "{}", page(&check));
        let script = format!("{kind}.sbatch");
        let render = run(at, &["job", "render", &file, "--cluster", "cluster.yaml", "-o", &script]);
        assert_eq!(page(&render), "exit code 0\n");
        // Standard output gets the same.
        let printed = run(at, &["job", "render", &file, "--cluster", "cluster.yaml"]);
        assert_eq!(String::from_utf8(printed.stdout).unwrap(), text(&at.join(&script)));
        assert!(text(&at.join(&script)).contains(&format!("from {file} for the cluster of cluster.yaml.\n")));
    }
}

#[test]
fn a_file_that_exists_is_replaced_only_if_that_is_meant() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    std::fs::write(at.join("a.job.yaml"), "mine\n").unwrap();
    let new = ["job", "new", "--kind", "shell", "--cluster", CLUSTER, "-o", "a.job.yaml"];
    insta::assert_snapshot!("exists", page(&run(at, &new)));
    assert_eq!(text(&at.join("a.job.yaml")), "mine\n");
    assert_eq!(page(&run(at, &[&new[..], &["--force"]].concat())), "exit code 0\n");
    assert!(text(&at.join("a.job.yaml")).contains("partition: gpu\n"));
    let onto_itself = ["job", "render", "a.job.yaml", "--cluster", CLUSTER, "--force", "-o", "a.job.yaml"];
    insta::assert_snapshot!("onto_itself", page(&run(at, &onto_itself)));
}

#[test]
fn what_is_wrong_is_shown_in_its_place() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    std::fs::write(
        at.join("a.job.yaml"),
        "partition: gpus\nnodes: many\nrun:\n  command: { program: hostname }\n",
    )
    .unwrap();
    let render = ["job", "render", "a.job.yaml", "--cluster", CLUSTER];
    insta::assert_snapshot!("wrong_job", page(&run(at, &render)));
    let new = ["job", "new", "--kind", "nccl-test", "--partition", "cpu", "--cluster", CLUSTER];
    insta::assert_snapshot!("nothing_to_measure", page(&run(at, &new)));
    std::fs::write(at.join("broken.yaml"), "Image: { Os: alinux2023 }\n").unwrap();
    let new = ["job", "new", "--kind", "train", "--cluster", "broken.yaml"];
    insta::assert_snapshot!("broken_cluster", page(&run(at, &new)));
}

#[test]
fn rules_have_the_levels_of_the_settings() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let job = "partition: gpu\nnodes: 2\ngpus-per-node: 8\nexclusive: true\nrun: { shell: nvidia-smi }\n";
    std::fs::write(at.join("a.job.yaml"), job).unwrap();
    let render = || run(at, &["job", "render", "a.job.yaml", "--cluster", CLUSTER]);
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let output = render();
    assert!(output.status.success() && told(&output).contains("[no-time-limit]"), "{}", page(&output));
    for (level, code) in [("error", 1), ("off", 0)] {
        std::fs::write(at.join("pclusterctl.toml"), format!("[rules]\nno-time-limit = '{level}'\n")).unwrap();
        let output = render();
        assert_eq!(output.status.code(), Some(code), "{}", page(&output));
        assert_eq!(told(&output).contains("error[no-time-limit]"), code == 1, "{}", page(&output));
        // It is written all the same: sbatch would take it.
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("#!/bin/bash\n"), "{}", page(&output));
    }
}

#[test]
fn help() {
    let directory = tempfile::tempdir().unwrap();
    for command in ["new", "render"] {
        let output = run(directory.path(), &["job", command, "--help"]);
        insta::assert_snapshot!(format!("help_{command}"), String::from_utf8(output.stdout).unwrap());
    }
}

#[test]
fn the_schema_of_jobs_is_printed() {
    let directory = tempfile::tempdir().unwrap();
    let output = run(directory.path(), &["schema", "--kind", "job"]);
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/job.json");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), text(&written));
    let output = run(directory.path(), &["schema", "--kind", "job", "--paths"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("\nrun.torchrun.script\n"));
}
