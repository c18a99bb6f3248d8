//! A Slurm with nodes that are named as ParallelCluster names them.

mod cluster;
mod options;

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

pub use options::{SlurmOptions, SlurmPartition, SlurmResource};

/// A Slurm with daemons, ports, keys and GPUs of its own, which runs until this is dropped. Needs to be root.
#[derive(Debug)]
pub struct Slurm {
    child: Child,
    orders: RefCell<Orders>,
    directory: tempfile::TempDir,
}

#[derive(Debug)]
struct Orders {
    input: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Slurm {
    /// Starts a Slurm and waits until the nodes that are to run are idle, which takes a second or two; with accounting
    /// some more.
    ///
    /// # Panics
    ///
    /// Where it does not start, with what its daemons say.
    pub fn start(options: &SlurmOptions) -> Self {
        assert!(
            is_root(),
            "a Slurm is started by root alone: it needs namespaces, mounts and devices of its own"
        );
        let directory = match tempfile::Builder::new().prefix("slurm-").tempdir() {
            Ok(directory) => directory,
            Err(error) => panic!("no directory for Slurm: {error}"),
        };
        // Jobs of other users write and read beside it.
        let opened =
            std::fs::set_permissions(directory.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755));
        let written = std::fs::write(directory.path().join("options.json"), options.to_json().to_string());
        let log = std::fs::File::create(directory.path().join("lab.log"));
        let (Ok(()), Ok(()), Ok(log)) = (opened, written, log) else {
            panic!("{} cannot be written", directory.path().display())
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/slurm/lab.py");
        let child = Command::new("unshare")
            // When its first process ends, all of a PID namespace does.
            .args([
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--propagation",
                "private",
                "python3",
                "-B",
            ])
            .arg(script)
            .arg(directory.path())
            .env_remove("SLURM_CONF")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn();
        let mut child = match child {
            Ok(child) => child,
            Err(error) => panic!("unshare does not start: {error}"),
        };
        let (Some(input), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            panic!("there is no way to talk to Slurm")
        };
        let orders = Orders { input: Some(input), answers: BufReader::new(answers) };
        let slurm = Self { child, orders: RefCell::new(orders), directory };
        slurm.expect("ready");
        slurm
    }

    /// Starts the Slurm of a cluster: the partitions and nodes that ParallelCluster makes of a configuration. The
    /// static nodes are not running; see [`SlurmOptions::of_cluster`] for some that are.
    ///
    /// # Panics
    ///
    /// Where the configuration has errors, or Slurm does not start.
    pub fn for_cluster(yaml: &str) -> Self {
        Self::start(&SlurmOptions::of_cluster(yaml))
    }

    /// Its directory: `etc/slurm.conf`, `log/`; a file `broken/NODE` keeps a node from coming up, and `delay` holds the
    /// seconds that nodes take to do so.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Its `slurm.conf`.
    pub fn configuration(&self) -> PathBuf {
        self.directory().join("etc/slurm.conf")
    }

    /// Lets a command talk to this Slurm, whatever the environment of the test says about another one.
    pub fn apply(&self, command: &mut Command) {
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if ["SLURM_", "SBATCH_", "SQUEUE_", "SINFO_", "SACCT_", "SCANCEL_"]
                .iter()
                .any(|word| name.starts_with(word))
            {
                command.env_remove(name);
            }
        }
        command.env("SLURM_CONF", self.configuration());
    }

    /// Runs one of Slurm's commands in a directory of its own, `jobs` beside its files.
    ///
    /// # Panics
    ///
    /// Where it cannot be run at all.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let jobs = self.directory().join("jobs");
        let mut command = Command::new(program);
        self.apply(&mut command);
        let made = std::fs::create_dir_all(&jobs);
        match made.and_then(|()| command.args(arguments).current_dir(jobs).stdin(Stdio::null()).output()) {
            Ok(output) => output,
            Err(error) => panic!("{program} does not run: {error}"),
        }
    }

    /// Stops the controller; jobs go on.
    pub fn stop_controller(&self) {
        self.order("controller stop");
    }

    /// Starts the controller again.
    pub fn start_controller(&self) {
        self.order("controller start");
    }

    /// Ends the daemon of a node at once, as a machine that is gone does.
    pub fn stop_node(&self, node: &str) {
        self.order(&format!("node stop {node}"));
    }

    /// Starts the daemon of a node.
    pub fn start_node(&self, node: &str) {
        self.order(&format!("node start {node}"));
    }

    fn order(&self, order: &str) {
        if let Some(input) = &mut self.orders.borrow_mut().input {
            let _ = writeln!(input, "{order}").and_then(|()| input.flush());
        }
        self.expect("done");
    }

    fn expect(&self, wanted: &str) {
        let mut answer = String::new();
        let _ = self.orders.borrow_mut().answers.read_line(&mut answer);
        let log = || std::fs::read_to_string(self.directory().join("lab.log")).unwrap_or_default();
        assert_eq!(answer.trim_end(), wanted, "{}", log());
    }
}

impl Drop for Slurm {
    fn drop(&mut self) {
        drop(self.orders.borrow_mut().input.take());
        let _ = self.child.wait();
    }
}

/// Whether the test is run by root.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0)
}
