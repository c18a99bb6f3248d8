//! The SARIF output before those who judge SARIF.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::process::{pclusterctl, python_tool, succeed, tools};

/// Wrong in many ways: problems with fixes, with other places, without a place, beside letters of several bytes, hidden.
const BROKEN: &str = "\
Region: us-east-1
Image: { Os: ubuntu2205 }
HeadNode:
  InstanceTyp: m5.large
  LocalStorage: { RootVolume: { Size: 37.5 } } # pclusterctl: allow[fraction-dropped] the image needs it
  Networking: { SubnetId: subnet-0123456789abcdef0, SecurityGroups: [sg-0123456789abcdef0], \
AdditionalSecurityGroups: [sg-0123456789abcdef0] }
Scheduling:
  Scheduler: slurm
  SlurmQueues:
    - { Name: \"größe\", Nome: x, Networking: { SubnetIds: [subnet-1] } }
Tags:
  - { Key: a, Value: \"1\" }
  - { Key: a, Value: \"2\" }
";

fn sarif(directory: &Path) -> PathBuf {
    std::fs::write(directory.join("größe, 2.yaml"), BROKEN).unwrap();
    std::fs::write(directory.join("empty.yaml"), "").unwrap();
    let run =
        pclusterctl().args(["validate", "--format", "sarif", "."]).current_dir(directory).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let log = directory.join("log.sarif");
    assert!(String::from_utf8_lossy(&run.stdout).contains("\"kind\": \"inSource\""));
    std::fs::write(&log, run.stdout).unwrap();
    log
}

/// A job with a finding that is allowed, one that is not, and a fix; and a file that is none.
const JOB: &str = "\
#!/bin/bash
#SBATCH --nodes=9 # pclusterctl: allow[no-such-rule] größer geht nicht
#SBATCH --partition=gpux
#SBATCH --job-name=größe
srun hostname # pclusterctl: allow[no-time-limit] it ends by itself
";

fn sarif_of_jobs(directory: &Path) -> PathBuf {
    let cluster = include_str!("../../../../fixtures/jobs/cluster.yaml");
    std::fs::write(directory.join("cluster.yaml"), cluster).unwrap();
    std::fs::write(directory.join("größe, 2.sbatch"), JOB).unwrap();
    std::fs::write(directory.join("notes.sbatch"), "to do\n").unwrap();
    let mut run = pclusterctl();
    run.args(["job", "check", "--cluster", "cluster.yaml", "--format", "sarif", "."]);
    let run = run.current_dir(directory).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let log = directory.join("jobs.sarif");
    std::fs::write(&log, run.stdout).unwrap();
    log
}

/// The package of the validator for this system.
fn multitool() -> PathBuf {
    let mut packages = std::fs::read_dir(tools().join("node_modules/@microsoft")).unwrap();
    packages
        .find_map(|package| {
            Some(package.unwrap().path()).filter(|package| package.join("Sarif.Multitool").is_file())
        })
        .expect("@microsoft/sarif-multitool is installed")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn sarif_follows_the_published_schema() {
    let directory = tempfile::tempdir().unwrap();
    let logs = [sarif(directory.path()), sarif_of_jobs(directory.path())];
    let schema = multitool().join("sarif-2.1.0.json");
    succeed(python_tool("check-jsonschema").arg("--schemafile").arg(schema).args(logs));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn sarif_follows_the_rules_of_the_standard_and_of_github() {
    let directory = tempfile::tempdir().unwrap();
    for log in [sarif(directory.path()), sarif_of_jobs(directory.path())] {
        no_complaints(directory.path(), &log);
    }
}

fn no_complaints(directory: &Path, log: &Path) {
    let answer = directory.join("answer.sarif");
    let _ = std::fs::remove_file(&answer);
    succeed(
        Command::new(multitool().join("Sarif.Multitool"))
            .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
            .args(["validate", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output"])
            .args([answer.as_path(), log]),
    );
    let answer: Value = serde_json::from_slice(&std::fs::read(answer).unwrap()).unwrap();
    assert_eq!(answer["runs"][0]["tool"]["driver"]["name"], "Sarif.Multitool");
    let complaints: Vec<String> = answer["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| format!("{} {}", result["ruleId"], result["message"]))
        .collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}
