//! `pclusterctl nccl run` on a real Slurm, with a stand-in for the program: there are no GPUs here.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use pcluster_lab::{Slurm, SlurmOptions};
use serde_json::Value;

/// A cluster whose shared directory is one of this machine.
struct Around {
    slurm: Slurm,
    directory: tempfile::TempDir,
}

impl Around {
    /// A cluster where the program prints one of the logs.
    fn new(log: &str) -> Self {
        let directory = tempfile::Builder::new().prefix("nccl-").tempdir_in("/srv").unwrap();
        fs::set_permissions(directory.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
        let shared = directory.path().display().to_string();
        let cluster = fs::read_to_string(fixtures.join("clusters/p5-capacity-block.yaml")).unwrap();
        let cluster = cluster.replace("MountDir: /fsx", &format!("MountDir: {shared}"));
        fs::write(directory.path().join("cluster.yaml"), &cluster).unwrap();
        fs::copy(fixtures.join("nccl").join(log), directory.path().join("log.txt")).unwrap();
        let program = directory.path().join("all_reduce_perf");
        // The first of 16 tasks prints; all of them have to be there.
        let script = format!(
            "#!/bin/bash\n[ \"$SLURM_NTASKS\" = 16 ] || exit 9\n[ \"$SLURM_PROCID\" != 0 ] || cat {shared}/log.txt\n"
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        // Debian's Slurm has no PMIx, which the stand-in does not need.
        let bin = directory.path().join("bin");
        fs::create_dir(&bin).unwrap();
        let srun = "#!/bin/bash\nexec /usr/bin/srun \"${@/--mpi=pmix/--mpi=none}\"\n";
        fs::write(bin.join("srun"), srun).unwrap();
        fs::set_permissions(bin.join("srun"), PermissionsExt::from_mode(0o755)).unwrap();
        Self { slurm: Slurm::start(&SlurmOptions::of_cluster(&cluster).running(2)), directory }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        self.slurm.apply(&mut command);
        let shared = self.directory.path().display().to_string();
        // A job has the environment of who submits it.
        command.env("PATH", format!("{shared}/bin:{}", std::env::var("PATH").unwrap()));
        command.args([
            "nccl",
            "run",
            "--cluster",
            "cluster.yaml",
            "--partition",
            "block",
            "--programs",
            &shared,
        ]);
        command.args(arguments).current_dir(self.directory.path()).output().unwrap()
    }

    /// What a person sees, with the directory by the name that it has on a cluster.
    fn told(&self, output: &Output) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap();
        // What the job prints is not said again; how long it waits, nobody knows.
        let said = |line: &&str| !line.starts_with(['#', ' ']) && !line.starts_with("job 1 waits");
        let errors = text(&output.stderr);
        let told: String = errors.split_inclusive('\n').filter(said).collect();
        let page = format!("{}---\n{told}exit code {code}\n", text(&output.stdout));
        page.replace(&self.directory.path().display().to_string(), "/fsx")
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_network_is_measured_and_judged() {
    let around = Around::new("pair-5-6.txt");
    let output = around.run(&["--no-plot", "--svg", "plot.svg"]);
    insta::assert_snapshot!("run", around.told(&output));
    assert_eq!(output.status.code(), Some(1));
    assert!(fs::read_to_string(around.directory.path().join("plot.svg")).unwrap().ends_with("</svg>\n"));

    fs::copy(around.directory.path().join("log.txt"), around.directory.path().join("slow.txt")).unwrap();
    let good = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/nccl/p5-good.txt");
    fs::copy(good, around.directory.path().join("log.txt")).unwrap();
    let output = around.run(&["--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", around.told(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!((&last["event"], &last["verdict"]), (&Value::from("outcome"), &Value::from("good")));
    let events: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(events.iter().any(|event| event["event"] == "submitted"), "{lines}");

    // A program that does not start.
    fs::remove_file(around.directory.path().join("all_reduce_perf")).unwrap();
    let output = around.run(&["--no-plot"]);
    assert_eq!(output.status.code(), Some(1), "{}", around.told(&output));
    assert!(around.told(&output).contains("a program is not there"), "{}", around.told(&output));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_that_does_not_fit_is_not_submitted() {
    let around = Around::new("pair-5-6.txt");
    let output = around.run(&["--nodes", "99"]);
    insta::assert_snapshot!("run_does_not_fit", around.told(&output));
    assert_eq!(output.status.code(), Some(2));
}
