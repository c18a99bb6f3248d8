//! What becomes of a job when the program that follows it ends early.

use std::io::{BufRead, BufReader, Read};
use std::process::Command;

use crate::around::Around;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_goes_on_without_the_program() {
    let around = Around::new();
    let go = around.directory().join("go");
    let job = around.job(
        "train.sbatch",
        &format!("echo one\nuntil [ -e {} ]; do sleep 0.1; done\necho two\nexit 5", go.display()),
    );
    let mut first = around.start(&["job", "submit", job]);
    let mut out = BufReader::new(first.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "one\n");
    first.kill().unwrap();
    first.wait().unwrap();

    // Someone else follows it, and leaves with Ctrl-C.
    let mut second = around.start(&["job", "logs", "1", "--follow"]);
    let mut out = BufReader::new(second.stdout.take().unwrap());
    line.clear();
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "one\n");
    let interrupted = Command::new("kill").args(["-INT", &second.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let mut errors = String::new();
    second.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!(second.wait().unwrap().code(), Some(2));
    insta::assert_snapshot!("left", errors);

    std::fs::write(go, "").unwrap();
    let third = around.run(&["job", "logs", "1", "--follow"]);
    assert_eq!(third.status.code(), Some(5), "{}", around.told(&third));
    assert_eq!(String::from_utf8_lossy(&third.stdout), "one\ntwo\n");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_is_there_once_although_its_submission_is_killed_at_any_point() {
    let around = Around::new();
    let job = around.job("train.sbatch", "sleep 300");
    for pause in 0..10 {
        let mut killed = around.start(&["job", "submit", "--once", "--no-follow", job]);
        std::thread::sleep(std::time::Duration::from_millis(20 * pause));
        killed.kill().unwrap();
        killed.wait().unwrap();
    }
    let last = around.run(&["job", "submit", "--once", "--no-follow", job]);
    assert!(last.status.success(), "{}", around.told(&last));
    let listed = around.run(&["job", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let alive: Vec<String> = listed["jobs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|job| !job["state"].as_str().unwrap().starts_with("CANCELLED"))
        .map(|job| job["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(alive, [String::from_utf8_lossy(&last.stdout).trim()]);
}
