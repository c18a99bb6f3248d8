//! The program beside a Slurm.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use pcluster_lab::{Slurm, SlurmOptions};

pub(crate) const CLUSTER: &str = include_str!("../../../../fixtures/clusters/p5-capacity-block.yaml");

/// A Slurm of a cluster of which three nodes run, and a directory with its configuration and jobs.
pub(crate) struct Around {
    pub(crate) slurm: Slurm,
}

impl Around {
    pub(crate) fn new() -> Self {
        let slurm = Slurm::start(&SlurmOptions::of_cluster(CLUSTER).running(3));
        let around = Self { slurm };
        std::fs::create_dir(around.directory()).unwrap();
        around.write("cluster.yaml", CLUSTER);
        around
    }

    /// Where the program is run.
    pub(crate) fn directory(&self) -> PathBuf {
        self.slurm.directory().join("jobs")
    }

    /// Writes a file, and gives its name.
    pub(crate) fn write<'n>(&self, name: &'n str, text: &str) -> &'n str {
        std::fs::write(self.directory().join(name), text).unwrap();
        name
    }

    /// A job that is sound.
    pub(crate) fn job<'n>(&self, name: &'n str, body: &str) -> &'n str {
        let head = "#!/bin/bash\n#SBATCH --job-name=train\n#SBATCH --partition=block\n#SBATCH --time=10:00\n";
        self.write(name, &format!("{head}{body}\n"))
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        self.slurm.apply(&mut command);
        command.args(arguments).current_dir(self.directory()).stdin(Stdio::null()).env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Submits a job, and gives its number.
    pub(crate) fn submit(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["job", "submit", "--no-follow", "--force"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", self.told(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Waits until a job is in a state.
    pub(crate) fn wait(&self, id: &str, state: &str) {
        loop {
            let output = self.run(&["job", "status", id]);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            if text.lines().next().is_some_and(|line| line.contains(state)) {
                return;
            }
            assert!(!output.stdout.is_empty(), "{}", self.told(&output));
        }
    }

    /// What it printed, without what differs from run to run.
    pub(crate) fn told(&self, output: &Output) -> String {
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let code = output.status.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
        settled(
            &format!("-- exit code {code}\n-- standard output\n{out}-- standard error\n{err}"),
            self.slurm.directory(),
        )
    }
}

/// The text without what differs from run to run.
pub(crate) fn settled(text: &str, directory: &Path) -> String {
    let text = text.replace(&directory.display().to_string(), "/lab");
    let is_moment = |line: &str| {
        ["submitted", "started", "ended", "expected"].iter().any(|word| line.trim_start().starts_with(word))
    };
    let lines = text.lines().map(|line| {
        let line = if is_moment(line) && line.ends_with('Z') {
            format!("{:<12} <time>", line.split_at(12).0.trim_end())
        } else {
            line.to_owned()
        };
        line + "\n"
    });
    lines.collect()
}
