//! A folder with a cluster and jobs, and the program in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The cluster of the examples.
pub(crate) const CLUSTER: &str = include_str!("../../../../fixtures/jobs/cluster.yaml");

/// A job in which nothing is wrong.
pub(crate) const SOUND: &str = "\
#!/bin/bash
#SBATCH --job-name=train
#SBATCH --partition=gpu
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=8
#SBATCH --gpus-per-node=8
#SBATCH --time=1-00:00:00
#SBATCH --output=/fsx/logs/%x_%j.out
set -euo pipefail
srun python /fsx/train.py
";

/// A folder that goes with the test.
pub(crate) struct Scratch {
    directory: TempDir,
}

impl Scratch {
    /// A folder with `cluster.yaml` in it.
    pub(crate) fn new() -> Self {
        let scratch = Self { directory: tempfile::tempdir().unwrap() };
        // Where the search for settings ends.
        std::fs::create_dir(scratch.path(".git")).unwrap();
        scratch.write("cluster.yaml", CLUSTER);
        scratch
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs a command.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        command.args(arguments).current_dir(&self.directory).output().unwrap()
    }

    /// Runs a command of `job`.
    pub(crate) fn job(&self, arguments: &[&str]) -> Output {
        self.run(&[&["job"], arguments].concat())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        command.args(["job", "check"]).args(arguments).current_dir(&self.directory);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    /// Runs `job check`.
    pub(crate) fn check(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs `job check` with something on standard input.
    pub(crate) fn check_input(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(arguments);
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        // A program that has seen enough does not read the rest.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }
}

/// All that the program said, and how it exited.
pub(crate) fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap();
    format!("{}--- standard error\n{}--- exit code {code}\n", text(&output.stdout), text(&output.stderr))
}

#[track_caller]
pub(crate) fn assert_exit(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", said(output));
}
