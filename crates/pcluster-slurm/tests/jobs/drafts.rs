//! Jobs to start from: for every kind and several clusters, with the scripts that come of them.

use std::fmt::Write;

use pcluster_slurm::draft::{DraftKind, DraftOptions, draft};
use pcluster_slurm::rules::Facts;
use pcluster_slurm::sbatch::{Origin, render};
use pcluster_slurm::spec;

use crate::clusters::{cluster, shellcheck};

/// Clusters by what is special about them, with the partition that is meant.
const CLUSTERS: &[(&str, &str, Option<&str>)] = &[
    ("p5", "jobs/cluster.yaml", None),
    ("p4d", "jobs/clusters/p4d.yaml", None),
    ("g5-without-efa", "jobs/cluster.yaml", Some("small")),
    ("cpu", "jobs/clusters/cpu.yaml", None),
    ("flexible", "jobs/clusters/flexible.yaml", None),
    ("no-storage", "jobs/clusters/no-storage.yaml", None),
    ("memory", "jobs/clusters/memory.yaml", None),
];

const KINDS: &[(&str, DraftKind)] =
    &[("train", DraftKind::Train), ("nccl-test", DraftKind::NcclTest), ("shell", DraftKind::Shell)];

#[test]
fn drafts_have_no_finding_and_become_scripts() {
    for (name, file, partition) in CLUSTERS {
        let cluster = cluster(file);
        for (kind_name, kind) in KINDS {
            let options = DraftOptions {
                partition: *partition,
                cluster_file: Some("cluster.yaml"),
                ..DraftOptions::default()
            };
            let page = match draft(*kind, &cluster, &options) {
                Ok(text) => {
                    let facts = Facts { cluster: Some(&cluster), ..Facts::default() };
                    let (report, job) = spec::read("job.yaml", text.as_bytes()).judge(&facts);
                    assert_eq!(report.diagnostics(), [], "{name} {kind_name}");
                    let origin = Origin { job: Some("my.job.yaml"), cluster: Some("cluster.yaml") };
                    let script = render(&job.unwrap(), &cluster, &origin).unwrap();
                    shellcheck(script.as_str());
                    format!("{text}\n--- my.sbatch\n{script}")
                }
                Err(error) => format!("error: {error}\n  = help: {}\n", error.help()),
            };
            insta::with_settings!({snapshot_path => "snapshots/drafts", prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(format!("{kind_name}-{name}"), page);
            });
        }
    }
}

#[test]
fn what_cannot_be_drafted_says_why() {
    let cluster = cluster("jobs/cluster.yaml");
    let mut pages = String::new();
    for (kind, options) in [
        (DraftKind::Train, DraftOptions { partition: Some("gpus"), ..DraftOptions::default() }),
        (DraftKind::Train, DraftOptions { nodes: Some(9), ..DraftOptions::default() }),
        (DraftKind::NcclTest, DraftOptions { partition: Some("cpu"), ..DraftOptions::default() }),
        (DraftKind::Train, DraftOptions { image: Some("a b"), ..DraftOptions::default() }),
    ] {
        let error = draft(kind, &cluster, &options).unwrap_err();
        writeln!(pages, "error: {error}\n  = help: {}", error.help()).unwrap();
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn options_of_a_draft_are_in_it() {
    let cluster = cluster("jobs/cluster.yaml");
    let options =
        DraftOptions { nodes: Some(3), image: Some("/fsx/images/mine.sqsh"), ..DraftOptions::default() };
    let text = draft(DraftKind::Train, &cluster, &options).unwrap();
    assert!(text.contains("\nnodes: 3\n") && text.contains("  image: /fsx/images/mine.sqsh\n"), "{text}");
}
