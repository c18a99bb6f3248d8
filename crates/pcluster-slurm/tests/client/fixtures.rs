//! What releases of Slurm say, read as one thing. 22.05 and 24.11.5 were recorded (without what is allocated on nodes); the
//! others have the form of their `data_parser`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use pcluster_slurm::client::{Job, JobId, Recorded, Slurm, Whose, explain_node, explain_reason};

use crate::told::{of_records, run};

const NEWER: [&str; 4] = ["23.02", "23.11", "24.05", "24.11"];

fn path(release: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/slurm").join(release).join(name)
}

fn text(release: &str, name: &str) -> String {
    std::fs::read_to_string(path(release, name)).unwrap()
}

/// A Slurm of a release.
fn slurm(release: &str) -> Slurm {
    let records = Recorded::new().answers("squeue", 0, &text(release, "squeue.json"), "");
    let records = if release == "22.05" {
        let unknown =
            "scontrol: unrecognized option '--json'\nTry \"scontrol --help\" for more information\n";
        records.answers("scontrol show nodes", 1, "", unknown).answers(
            "sinfo",
            0,
            &text(release, "nodes.json"),
            "",
        )
    } else {
        records.answers("scontrol show nodes", 0, &text(release, "nodes.json"), "")
    };
    of_records(records.answers("sacct", 0, &text(release, "sacct.json"), ""))
}

fn jobs_in_lines(jobs: &[Job]) -> String {
    let mut lines = String::new();
    for job in jobs {
        let limit = job.time_limit.map_or_else(|| "-".to_owned(), |limit| limit.to_string());
        let reason = job.reason.as_deref().unwrap_or("-");
        let _ = writeln!(
            lines,
            "{} {} {} ({}) {} [{}] {} {reason} {limit} {}",
            job.id, job.name, job.state, job.exit, job.node_count, job.nodes, job.user, job.output.stdout
        );
        if let Some(words) = explain_reason(job) {
            let _ = writeln!(lines, "    {}", words.text);
        }
    }
    lines
}

fn told(slurm: &Slurm) -> (String, String) {
    run(async {
        let mut jobs = slurm.jobs(Whose::All).await.unwrap();
        jobs.sort_by_key(|job| job.id);
        let mut lines = String::new();
        for node in slurm.nodes().await.unwrap() {
            let words = explain_node(&node).map(|words| words.text).unwrap_or_default();
            let _ = writeln!(lines, "{} {} {} {} {}", node.name, node.state, node.cpus, node.gres, words);
        }
        (jobs_in_lines(&jobs), lines)
    })
}

fn remembered(slurm: &Slurm, ids: &[&str]) -> String {
    run(async {
        let mut all = Vec::new();
        for id in ids {
            all.extend(slurm.job(id.parse::<JobId>().unwrap()).await.unwrap());
        }
        jobs_in_lines(&all)
    })
}

#[test]
fn newer_releases_say_the_same() {
    let (jobs, nodes) = told(&slurm("24.11"));
    for release in NEWER {
        let (same_jobs, same_nodes) = told(&slurm(release));
        assert_eq!(same_jobs, jobs, "{release}");
        assert_eq!(same_nodes, nodes, "{release}");
    }
    insta::assert_snapshot!("newer_jobs", jobs);
    insta::assert_snapshot!("newer_nodes", nodes);
}

#[test]
fn the_release_of_debian_is_read() {
    let (jobs, nodes) = told(&slurm("22.05"));
    insta::assert_snapshot!("jobs_22_05", jobs);
    insta::assert_snapshot!("nodes_22_05", nodes);
}

#[test]
fn a_recording_of_a_newer_release_is_read() {
    let slurm = slurm("24.11.5");
    let (jobs, nodes) = told(&slurm);
    insta::assert_snapshot!("jobs_24_11_5", jobs);
    insta::assert_snapshot!("nodes_24_11_5", nodes);
    let records = Recorded::new().answers("squeue", 0, r#"{"jobs": [], "errors": []}"#, "").answers(
        "sacct",
        0,
        &text("24.11.5", "sacct.json"),
        "",
    );
    insta::assert_snapshot!("accounting_24_11_5", remembered(&of_records(records), &["1", "2", "3", "5"]));
}

#[test]
fn the_accounting_database_is_asked_for_what_is_forgotten() {
    for release in NEWER {
        let empty = r#"{"jobs": [], "errors": []}"#;
        let records = Recorded::new().answers("squeue", 0, empty, "").answers(
            "sacct",
            0,
            &text(release, "sacct.json"),
            "",
        );
        let told = remembered(&of_records(records), &["102", "105_3", "110"]);
        let told: String =
            told.lines().map(|line| line.rsplit_once(' ').unwrap().0.to_owned() + "\n").collect();
        insta::assert_snapshot!("accounting", told);
    }
    let invalid = "slurm_load_jobs error: Invalid job id specified\n";
    let records = Recorded::new()
        .answers("squeue", 1, "", invalid)
        .answers("sacct --duplicates --jobs 1 --json", 0, &text("22.05", "sacct.json"), "")
        .answers("sacct", 0, &text("22.05", "sacct.txt"), "");
    // The JSON of 22.05 has no exit codes, so the plain format is asked for as well.
    insta::assert_snapshot!("accounting_22_05", remembered(&of_records(records), &["1"]));
    let records = Recorded::new().answers("squeue", 1, "", invalid).answers(
        "sacct",
        0,
        &text("22.05", "sacct.txt"),
        "",
    );
    insta::assert_snapshot!(
        "accounting_plain",
        remembered(&of_records(records).without_json(), &["1", "2", "5_0"])
    );
}

#[test]
fn formats_without_json_say_the_same() {
    let unknown = "squeue: unrecognized option '--json'\nTry \"squeue --help\" for more information\n";
    let records = Recorded::new()
        .answers("squeue --states all --json", 1, "", unknown)
        .answers("squeue", 0, &text("22.05", "squeue.txt"), "")
        .answers("scontrol", 1, "", "scontrol: unrecognized option '--json'\n")
        .answers("sinfo --Node --json", 1, "", "sinfo: unrecognized option '--json'\n")
        .answers("sinfo", 0, &text("22.05", "sinfo.txt"), "");
    let (jobs, nodes) = told(&of_records(records));
    insta::assert_snapshot!("jobs_plain", jobs);
    assert_eq!(nodes, told(&slurm("22.05")).1);
}
