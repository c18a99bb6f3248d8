//! `pclusterctl image import`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::lab::{offline, succeed};

fn cluster() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/jobs/cluster.yaml");
    fs::canonicalize(path).unwrap().display().to_string()
}

fn import(more: &[&str]) -> Output {
    let mut words = vec!["import", "nvcr.io/nvidia/pytorch:24.07-py3", "--no-config"];
    words.extend(more);
    offline(&words).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn script(directory: &Path, image: &str) -> String {
    let path = directory.join("train.sbatch");
    let text = format!(
        "#!/bin/bash\n#SBATCH --nodes=2\nIMAGE={image}\nsrun --container-image=$IMAGE python train.py\n"
    );
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn the_image_goes_to_the_fastest_shared_storage() {
    let script = succeed(&mut offline(&[
        "import",
        "nvcr.io/nvidia/pytorch:24.07-py3",
        "--no-config",
        "--cluster",
        &cluster(),
        "--job",
    ]));
    assert!(script.contains("\ntarget='/fsx/pytorch-24.07-py3.sqsh'\n"), "{script}");
    assert!(script.contains("\n#SBATCH --partition=cpu\n"), "{script}");
}

#[test]
fn the_image_goes_where_the_job_reads_it() {
    let directory = tempfile::tempdir().unwrap();
    let job = script(directory.path(), "/fsx/images/pytorch.sqsh");
    let output = import(&["--for", &job]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\ntarget='/fsx/images/pytorch.sqsh'\n"));
}

#[test]
fn an_image_that_the_job_does_not_read_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let job = script(directory.path(), "/fsx/nccl-tests.sqsh");
    let output = import(&["--for", &job, "--to", "/fsx/nccl.sqsh"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), format!("error: {job} reads /fsx/nccl-tests.sqsh, not /fsx/nccl.sqsh\n"));
}

#[test]
fn a_file_that_is_not_shared_is_told() {
    let output = import(&["--to", "/opt/pytorch.sqsh", "--cluster", &cluster()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stderr(&output),
        "error: /opt/pytorch.sqsh is on no shared storage of the cluster: other nodes would not see it\n  \
         = help: the cluster shares /home, /fsx\n"
    );
}

#[test]
fn what_is_not_said_is_asked_for() {
    let output = import(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "error: nothing says where the image goes\n  \
         = help: say it with --to, with --for, or let it be found with --cluster\n"
    );
    let output = import(&["--to", "/fsx/a.sqsh", "--job"]);
    assert!(stderr(&output).starts_with("error: nothing says which partition the import runs in\n"));
    let output = import(&["--to", "/fsx/a.sqsh", "--job", "--partition", "gpus", "--cluster", &cluster()]);
    assert_eq!(stderr(&output), "error: the cluster has no partition gpus; it has gpu, small, cpu\n");
}
