//! What the real Slurm makes of scripts.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use pcluster_lab::{Slurm, SlurmOptions};
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::draft::{DraftKind, DraftOptions, draft};
use pcluster_slurm::sbatch::{Origin, render};
use pcluster_slurm::spec::{self, ContainerSpec, JobSpec, Run, Torchrun};

use crate::clusters::{cluster, fixtures};
use crate::fixtures::jobs;

fn read(file: &str) -> String {
    fs::read_to_string(fixtures().join(file)).unwrap()
}

/// Whether sbatch would take a script.
#[track_caller]
fn is_accepted(slurm: &Slurm, name: &str, script: &str) {
    let file = slurm.directory().join("test.sbatch");
    fs::write(&file, script).unwrap();
    let output = slurm.run("sbatch", &["--test-only", file.to_str().unwrap()]);
    assert!(output.status.success(), "{name}: {}\n{script}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn every_script_is_accepted() {
    let file = "jobs/cluster.yaml";
    let slurm = Slurm::start(&SlurmOptions::of_cluster(&read(file)));
    let cluster_of_jobs = cluster(file);
    for (name, bytes) in jobs() {
        let (_, job) = spec::read(&name, &bytes).finish(Vec::new());
        let mut job = job.unwrap();
        // The job that it depends on never was; accounts and mail are the cluster's own matter.
        job.dependencies.clear();
        is_accepted(&slurm, &name, render(&job, &cluster_of_jobs, &Origin::default()).unwrap().as_str());
    }
    drop(slurm);
    for file in [
        "jobs/cluster.yaml",
        "jobs/clusters/p4d.yaml",
        "jobs/clusters/cpu.yaml",
        "jobs/clusters/flexible.yaml",
        "jobs/clusters/no-storage.yaml",
        "jobs/clusters/memory.yaml",
    ] {
        let slurm = Slurm::start(&SlurmOptions::of_cluster(&read(file)));
        let cluster = cluster(file);
        let mut accepted = 0;
        for kind in [DraftKind::Train, DraftKind::NcclTest, DraftKind::Shell] {
            for partition in &cluster.partitions {
                let options = DraftOptions { partition: Some(&partition.name), ..DraftOptions::default() };
                let Ok(text) = draft(kind, &cluster, &options) else { continue };
                let (_, job) = spec::read("a", text.as_bytes()).finish(Vec::new());
                let job = job.unwrap();
                let script = render(&job, &cluster, &Origin::default()).unwrap();
                is_accepted(&slurm, &format!("{file} {} {kind:?}", partition.name), script.as_str());
                // As many nodes as there are of the kind that the draft is for.
                let counts = partition.groups.iter().filter_map(|group| u32::try_from(group.count()).ok());
                let there_are = |nodes: &u32| {
                    draft(kind, &cluster, &DraftOptions { nodes: Some(*nodes), ..options }).is_ok()
                };
                let most = counts.filter(there_are).max().unwrap();
                accepted += 1 + variants(&slurm, &job, &cluster, most);
            }
        }
        // Where there are no GPUs, only commands and MPI are left.
        assert!(accepted >= 20, "{file}: {accepted}");
    }
}

/// Holds a job with every launcher, on one node and on all that are alike, with and without a container, against sbatch.
/// How many scripts there were: a launcher of processes that need GPUs makes none where there are no GPUs.
fn variants(slurm: &Slurm, job: &JobSpec, cluster: &Cluster, most: u32) -> usize {
    let args = || ["--name".into(), "it's $HOME".into()];
    let runs: [Run; 7] = [
        Torchrun::script("/fsx/train.py", args()).into(),
        spec::DeepSpeed::script("/fsx/train.py", args()).into(),
        spec::Accelerate::script("/fsx/train.py", args()).into(),
        spec::Mpi::new("/fsx/a.out", args()).into(),
        spec::NcclTest::default().into(),
        Run::command("hostname", args()),
        Run::shell("hostname\n"),
    ];
    let mut count = 0;
    for run in runs {
        for nodes in [1, most] {
            for container in [None, Some(ContainerSpec::new("/fsx/image.sqsh"))] {
                let mut job = job.clone();
                (job.run, job.nodes, job.container) = (run.clone(), Some(nodes), container);
                (job.tasks_per_node, job.cpus_per_task) = (None, None);
                let Ok(script) = render(&job, cluster, &Origin::default()) else { continue };
                is_accepted(slurm, &format!("{:?} on {nodes} nodes", job.run.launcher()), script.as_str());
                count += 1;
            }
        }
    }
    count
}

/// A program that writes down where it runs and what it was given.
const WITNESS: &str = "#!/bin/bash
printf '%s|' \"$SLURM_PROCID\" \"$SLURM_NTASKS\" \"$SLURM_NODEID\" \"$SLURMD_NODENAME\" \"${MASTER_ADDR:-}\" \
\"${MASTER_PORT:+$((MASTER_PORT - SLURM_JOB_ID % 3268))}\" \"${SLURM_CPUS_PER_TASK:-}\" \"$SLURM_JOB_NODELIST\" \"$@\"
echo
";

/// Runs a script to its end; what it printed, and its state.
fn outcome(slurm: &Slurm, script: &str, output: &Path) -> (String, String) {
    let file = slurm.directory().join("run.sbatch");
    fs::write(&file, script).unwrap();
    let submitted = slurm.run("sbatch", &["--parsable", file.to_str().unwrap()]);
    assert!(submitted.status.success(), "{}", String::from_utf8_lossy(&submitted.stderr));
    let id = String::from_utf8(submitted.stdout).unwrap().trim().to_owned();
    let start = Instant::now();
    loop {
        let shown = slurm.run("scontrol", &["show", "job", &id]);
        let shown = String::from_utf8(shown.stdout).unwrap();
        let state = shown.split("JobState=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
        if !["PENDING", "RUNNING", "COMPLETING"].contains(&state) {
            let code =
                shown.split("ExitCode=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
            let printed = fs::read_to_string(output).unwrap_or_default();
            return (format!("{state} {code}"), printed.replace(&format!("rdzv-id={id}|"), "rdzv-id=JOB|"));
        }
        assert!(start.elapsed() < Duration::from_mins(2), "{shown}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn tasks_have_their_rank_their_world_and_the_first_host() {
    const FILE: &str = "jobs/cluster.yaml";
    let slurm = Slurm::start(&SlurmOptions::of_cluster(&read(FILE)).running(3));
    let cluster = cluster(FILE);
    let bin = slurm.directory().join("bin");
    fs::create_dir(&bin).unwrap();
    for program in ["torchrun", "deepspeed", "accelerate", "witness"] {
        fs::write(bin.join(program), WITNESS).unwrap();
        fs::set_permissions(bin.join(program), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let output = slurm.directory().join("out.txt");
    let mut pages = String::new();
    let args = || ["--name".into(), "it's $HOME".into()];
    // PMIx is not on every machine; that sbatch and srun take its option is seen elsewhere.
    let runs: [(&str, Run); 6] = [
        ("torchrun", Torchrun::script("train.py", args()).into()),
        ("a lone colon", Torchrun::script("train.py", ["a".into(), ":".into(), "b".into()]).into()),
        ("deepspeed", spec::DeepSpeed::script("train.py", args()).into()),
        ("accelerate", spec::Accelerate::script("train.py", args()).into()),
        ("shell", Run::shell("witness \"two words\"\n")),
        ("command", Run::command("witness", args())),
    ];
    for (name, run) in runs {
        let mut job = JobSpec::new("run", run);
        job.partition = Some("gpu".to_owned());
        job.nodes = Some(3);
        job.gpus_per_node = Some(8);
        job.exclusive = Some(true);
        job.tasks_per_node = (name == "command").then_some(2);
        job.time = Some("00:05:00".to_owned());
        job.output = Some(output.display().to_string());
        job.environment.insert("PATH".to_owned(), format!("{}:/usr/bin:/bin", bin.display()).into());
        let _ = fs::remove_file(&output);
        let script = render(&job, &cluster, &Origin::default()).unwrap();
        let (state, printed) = outcome(&slurm, script.as_str(), &output);
        let mut lines: Vec<&str> = printed.lines().collect();
        lines.sort_unstable();
        // Temporary files and ports that come of the number of the job are another each time.
        let page: Vec<String> = lines.iter().map(|line| steady(line)).collect();
        writeln!(pages, "{name}: {state}\n{}\n", page.join("\n")).unwrap();
    }
    // The code of what ran is that of the job.
    let mut failing = JobSpec::new("run", Run::shell("exit 7"));
    failing.partition = Some("gpu".to_owned());
    failing.output = Some(output.display().to_string());
    let script = render(&failing, &cluster, &Origin::default()).unwrap();
    let (state, _) = outcome(&slurm, script.as_str(), &output);
    writeln!(pages, "exit 7: {state}").unwrap();
    insta::assert_snapshot!(pages);
}

/// A line without what is another each time.
fn steady(line: &str) -> String {
    let words = line.split('|').map(|word| match word.split_once('=') {
        Some(("--hostfile", _)) => "--hostfile=TEMPORARY".to_owned(),
        Some((name @ ("--master_port" | "--main_process_port"), _)) => format!("{name}=PORT"),
        Some(("--rdzv-endpoint", value)) => {
            format!("--rdzv-endpoint={}:PORT", value.split(':').next().unwrap_or_default())
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join("|")
}
