//! What our own rules call an error because Slurm refuses to start is refused by a real `slurmctld`. Where it is not
//! installed, this is left out.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use super::process::{is_there, pclusterctl};

/// How long a controller that accepts its configuration is left running.
const PATIENCE: Duration = Duration::from_secs(20);

/// A part of a cluster configuration, and the line of `slurm.conf` that ParallelCluster makes of it.
struct Case {
    rule: &'static str,
    cluster: &'static str,
    place: Place,
    line: &'static str,
}

/// Where the line goes: at its own, or at the end of the line of the nodes or of the partition.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Own,
    Nodes,
    Partition,
}

const CASES: &[Case] = &[
    Case {
        rule: "slurm-value-refused",
        cluster: "queue: CustomSlurmSettings: { PriorityTier: high }",
        place: Place::Partition,
        line: "PriorityTier=high",
    },
    Case {
        rule: "slurm-value-refused",
        cluster: "settings: CustomSlurmSettings: [{ KillWait: 70000 }]",
        place: Place::Own,
        line: "KillWait=70000",
    },
    Case {
        rule: "slurm-parameter-in-wrong-place",
        cluster: "queue: CustomSlurmSettings: { Epilog: /opt/epilog.sh }",
        place: Place::Partition,
        line: "Epilog=/opt/epilog.sh",
    },
    Case {
        rule: "slurm-parameter-in-wrong-place",
        cluster: "resource: CustomSlurmSettings: { LaunchParameters: use_interactive_step }",
        place: Place::Nodes,
        line: "LaunchParameters=use_interactive_step",
    },
    Case {
        rule: "slurm-parameter-in-wrong-place",
        cluster: "settings: CustomSlurmSettings: [{ MaxTime: 60 }]",
        place: Place::Own,
        line: "MaxTime=60",
    },
    Case {
        rule: "several-slurm-parameters-in-one-item",
        cluster: "settings: CustomSlurmSettings: [{ Prolog: /opt/prolog.sh, Epilog: /opt/epilog.sh }]",
        place: Place::Own,
        line: "Prolog=/opt/prolog.sh Epilog=/opt/epilog.sh",
    },
    Case {
        rule: "slurm-value-not-one-word",
        cluster: "settings: CustomSlurmSettings: [{ PrologFlags: Alloc X11 }]",
        place: Place::Own,
        line: "PrologFlags=Alloc X11",
    },
    Case {
        rule: "compute-bootstrap-timeout-too-long",
        cluster: "root: DevSettings: { Timeouts: { ComputeNodeBootstrapTimeout: 70000 } }",
        place: Place::Own,
        line: "ResumeTimeout=70000",
    },
    Case {
        rule: "slurmdbd-port-out-of-range",
        cluster: "settings: ExternalSlurmdbd: { Host: 10.0.0.9, Port: 70000 }",
        place: Place::Own,
        line: "AccountingStoragePort=70000",
    },
    Case {
        rule: "too-many-nodes-in-range",
        cluster: "resource: MaxCount: 70000",
        place: Place::Own,
        line: "NodeName=large-dy-nodes-[1-70000] CPUs=1 State=FUTURE",
    },
    Case {
        rule: "clashing-node-names",
        cluster: "",
        place: Place::Own,
        line: "NodeName=train-dy-nodes-1 CPUs=1 State=FUTURE",
    },
];

#[test]
fn what_is_called_an_error_keeps_slurm_from_starting() {
    if !is_there("slurmctld") {
        return;
    }
    assert_eq!(refusal(Place::Own, ""), None, "a sound configuration");
    for case in CASES {
        if !case.cluster.is_empty() {
            let found = errors(case.cluster);
            assert!(found.iter().any(|rule| rule == case.rule), "{}: {found:?}", case.cluster);
        }
        let refusal = refusal(case.place, case.line);
        assert!(refusal.is_some(), "{}: `{}` is accepted", case.rule, case.line);
    }
}

#[test]
fn a_web_page_cannot_be_included() {
    if !is_there("slurmctld") {
        return;
    }
    let page = tempfile::NamedTempFile::new().unwrap();
    fs::write(page.path(), "<!DOCTYPE html>\n<html lang=\"en\"></html>\n").unwrap();
    assert!(refusal(Place::Own, &format!("include {}", page.path().display())).is_some());
}

/// The rules that call something an error in a cluster with this part: the word before the first colon says in which
/// section it stands.
fn errors(part: &str) -> Vec<String> {
    let (section, part) = part.split_once(": ").unwrap();
    let at = |name: &str, indent: usize| {
        if name == section { format!("{}{part}\n", " ".repeat(indent)) } else { String::new() }
    };
    let text = format!(
        "Image: {{ Os: alinux2023 }}\nHeadNode:\n  InstanceType: m5.24xlarge\n  Networking: {{ SubnetId: subnet-12345678 }}\n\
         Scheduling:\n  Scheduler: slurm\n  SlurmSettings:\n    ScaledownIdletime: 5\n{}  SlurmQueues:\n    - Name: train\n      \
         Networking: {{ SubnetIds: [subnet-12345678] }}\n{}      ComputeResources:\n        - Name: nodes\n          \
         InstanceType: c5.large\n{}{}",
        at("settings", 4),
        at("queue", 6),
        at("resource", 10),
        at("root", 0),
    );
    let file = tempfile::NamedTempFile::with_suffix(".yaml").unwrap();
    fs::write(file.path(), text).unwrap();
    let run = pclusterctl()
        .args(["validate", "--no-config", "--format", "json"])
        .arg(file.path())
        .output()
        .unwrap();
    let document: Value = serde_json::from_slice(&run.stdout).unwrap();
    let found = document["files"][0]["diagnostics"].as_array().unwrap().iter();
    let errors = found.filter(|found| found["severity"] == "error");
    errors.map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}

/// The fatal message with which the controller refuses a `slurm.conf` with this line; `None` if it runs.
fn refusal(place: Place, line: &str) -> Option<String> {
    let directory = tempfile::tempdir().unwrap();
    let at = |here: Place| if here == place { line } else { "" };
    let conf = format!(
        "ClusterName=test\nSlurmctldHost=localhost\nSlurmUser={}\nAuthType=auth/none\nCredType=cred/none\n\
         StateSaveLocation={directory}\nSlurmctldPidFile={directory}/slurmctld.pid\nSlurmctldPort={}\nMpiDefault=none\n\
         ProctrackType=proctrack/linuxproc\nSelectType=select/cons_tres\n{}\n\
         NodeName=train-dy-nodes-[1-2] CPUs=1 State=FUTURE {}\n\
         PartitionName=train Nodes=train-dy-nodes-[1-2] Default=YES {}\n",
        user(),
        free_port(),
        at(Place::Own),
        at(Place::Nodes),
        at(Place::Partition),
        directory = directory.path().display(),
    );
    let file = directory.path().join("slurm.conf");
    fs::write(&file, conf).unwrap();
    run(&file)
}

/// Runs the controller until it says whether it starts.
fn run(conf: &Path) -> Option<String> {
    let mut child = Command::new("slurmctld")
        .args(["-D", "-v", "-f"])
        .arg(conf)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut errors = child.stderr.take().unwrap();
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        let mut part = [0; 4096];
        while let Ok(length @ 1..) = errors.read(&mut part) {
            text.extend_from_slice(&part[..length]);
            let so_far = String::from_utf8_lossy(&text);
            let fatal = so_far.lines().find(|line| line.contains("fatal: ")).map(str::to_owned);
            // It says so once all of its configuration is read.
            let runs = so_far.contains("Running as primary controller");
            if (fatal.is_some() || runs) && send.send(Some(fatal)).is_err() {
                break;
            }
        }
        let _ = send.send(None);
    });
    let answer = receive.recv_timeout(PATIENCE);
    stop(child);
    match answer {
        Ok(Some(answer)) => answer,
        other => panic!("slurmctld said neither that it runs nor why it does not: {other:?}"),
    }
}

fn stop(mut child: Child) {
    let _ = child.kill();
    child.wait().unwrap();
}

fn user() -> String {
    let id = Command::new("id").arg("--user").arg("--name").output().unwrap();
    String::from_utf8(id.stdout).unwrap().trim().to_owned()
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
