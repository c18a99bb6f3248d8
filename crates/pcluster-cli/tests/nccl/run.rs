//! `pclusterctl nccl run` on a real Slurm, with a stand-in for the program: there are no GPUs here.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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
        // The first of 16 tasks prints and fails; all of them have to be there. Files say how it goes on. When it fails, the
        // others have ended, so that Slurm says always the same.
        let script = format!(
            "#!/bin/bash\n[ \"$SLURM_NTASKS\" = 16 ] || exit 9\n[ \"$SLURM_PROCID\" = 0 ] || exit 0\ncat {shared}/log.txt\n\
             while [ -e {shared}/wait ]; do sleep 0.1; done\n[ ! -e {shared}/code ] || {{ sleep 1; exit \"$(<{shared}/code)\"; }}\n"
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

    /// The binary, in the directory, with the Slurm.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        self.slurm.apply(&mut command);
        // A job has the environment of who submits it.
        let shared = self.directory.path().display();
        command.env("PATH", format!("{shared}/bin:{}", std::env::var("PATH").unwrap()));
        command.arg("nccl").args(arguments).current_dir(self.directory.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let shared = self.directory.path().display().to_string();
        let job = ["run", "--cluster", "cluster.yaml", "--partition", "block", "--programs", &shared];
        self.command(&[&job[..], arguments].concat()).output().unwrap()
    }

    /// Has the program print another log.
    fn prints(&self, log: &str) {
        let log = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/nccl").join(log);
        fs::copy(log, self.directory.path().join("log.txt")).unwrap();
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.directory.path().join(name), text).unwrap();
    }

    /// What a person sees, with the directory by the name that it has on a cluster.
    fn told(&self, output: &Output) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap();
        // What the job prints is not said again; how long it waits, nobody knows.
        let said = |line: &&str| {
            let of_the_job = ["#", " ", "*", "\n", "srun: ", "gpu-st-", "NCCL version", "+ export"].iter();
            line.starts_with("  = ")
                || !(of_the_job.clone().any(|start| line.starts_with(start)) || line.contains(" waits"))
        };
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

    around.prints("p5-good.txt");
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

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_goes_wrong_is_told_with_its_cause() {
    let around = Around::new("p5-socket.txt");
    let output = around.run(&["--no-plot"]);
    insta::assert_snapshot!("run_socket", around.told(&output));
    assert_eq!(output.status.code(), Some(1));

    // The job fails, and its log says why.
    around.prints("failed-security-group.txt");
    around.write("code", "3");
    let output = around.run(&["--no-plot"]);
    insta::assert_snapshot!("run_failed", around.told(&output));
    assert_eq!(output.status.code(), Some(1));

    // Figures are good, but the job fails after them.
    around.prints("p5-good.txt");
    let output = around.run(&["--no-plot"]);
    assert_eq!(output.status.code(), Some(1), "{}", around.told(&output));

    // It fails, and says nothing.
    around.write("log.txt", "");
    let output = around.run(&["--no-plot"]);
    insta::assert_snapshot!("run_says_nothing", around.told(&output));

    // Jobs that have ended can be judged at any time, beside each other and beside files.
    let output = around.command(&["report", "--job", "2", "--job", "99", "--no-plot"]).output().unwrap();
    insta::assert_snapshot!("report_of_jobs", around.told(&output));
    let output = around.command(&["report", "--job", "1", "--job", "3", "--json"]).output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&document["verdict"], &document["runs"][1]["name"]), (&"not-on-efa".into(), &"job 3".into()));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn whoever_stops_watching_is_told_how_to_judge_it_later() {
    let around = Around::new("p5-good.txt");
    let shared = around.directory.path().display().to_string();
    let new = ["new", "--cluster", "cluster.yaml", "--partition", "block", "--programs", &shared];
    let new = around.command(&[&new[..], &["-o", "nccl.job.yaml"]].concat()).output().unwrap();
    assert!(new.status.success(), "{}", around.told(&new));
    around.write("wait", "");
    let mut command = around.command(&["run", "nccl.job.yaml", "--cluster", "cluster.yaml", "--no-plot"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut errors = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("Avg bus bandwidth") {
        line.clear();
        assert_ne!(errors.read_line(&mut line).unwrap(), 0, "the job did not come so far");
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let mut rest = String::new();
    errors.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    let left = rest.find("job 1 goes on").map(|start| &rest[start..]);
    insta::assert_snapshot!("run_left", left.unwrap_or(&rest));

    let report = || around.command(&["report", "--job", "1", "--no-plot"]).output().unwrap();
    let early = report();
    assert!(around.told(&early).contains("job 1 has not ended"), "{}", around.told(&early));
    fs::remove_file(around.directory.path().join("wait")).unwrap();
    around.slurm.run("srun", &["--dependency", "afterany:1", "--immediate=60", "true"]);
    let late = report();
    assert_eq!(late.status.code(), Some(0), "{}", around.told(&late));
    assert!(!around.told(&late).contains("has not ended"), "{}", around.told(&late));
}
