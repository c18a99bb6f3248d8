//! Killed at any moment, and run again.

use std::process::Stdio;
use std::time::{Duration, Instant};

use pcluster_lab::Aws;

use super::lab::{SMALL, change_sets, ever_made, infra, run, status, template};

/// More calls than any of these runs makes.
const MOST_CALLS: usize = 60;

/// Runs a command and kills it once the emulator has answered so many calls; tells whether it was killed before its end.
fn kill_after(aws: &Aws, calls: usize, command: &mut std::process::Command) -> bool {
    let answered = || aws.log().matches("POST / HTTP").count();
    let (before, start) = (answered(), Instant::now());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if answered() >= before + calls {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        assert!(start.elapsed() < Duration::from_mins(15), "it does not end");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_deployment_can_be_killed_after_every_call() {
    let aws = Aws::start();
    let (_directory, template) = template(SMALL);
    // The first stack of a region brings its default VPC along.
    run(&mut infra(&aws, "deploy", "first", &["--template", &template])).ends(0);
    let mut kills = 0;
    for calls in 1..MOST_CALLS {
        let stack = format!("killed-{calls}");
        let before = ever_made(&aws);
        let deploy = || infra(&aws, "deploy", &stack, &["--template", &template, "--tag", "lab:delay=0.5"]);
        let killed = kill_after(&aws, calls, &mut deploy());
        kills += usize::from(killed);
        run(&mut deploy()).ends(0);
        let made = ever_made(&aws);
        assert_eq!([0, 1, 2].map(|kind| made[kind] - before[kind]), [1, 1, 1], "after {calls} calls");
        assert_eq!(status(&aws, &stack).unwrap()["status"], "CREATE_COMPLETE");
        assert_eq!(change_sets(&aws, &stack), 0, "after {calls} calls");
        if !killed {
            break;
        }
    }
    assert!((8..MOST_CALLS - 1).contains(&kills), "{kills}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_change_can_be_killed_after_every_call() {
    let aws = Aws::start();
    let (_directory, template) = template(SMALL);
    let mut kills = 0;
    for calls in 1..MOST_CALLS {
        let stack = format!("killed-{calls}");
        let arguments = ["--template", template.as_str(), "--tag", "lab:delay=0.3"];
        run(&mut infra(&aws, "deploy", &stack, &arguments)).ends(0);
        let before = ever_made(&aws);
        let change = ["--set", "Capacity=2400", "--allow-replacement", "FSxLustre", "--yes"];
        let deploy = || infra(&aws, "deploy", &stack, &[&arguments[..], &change].concat());
        let killed = kill_after(&aws, calls, &mut deploy());
        kills += usize::from(killed);
        run(&mut deploy()).ends(0);
        let made = ever_made(&aws);
        assert_eq!([0, 1, 2].map(|kind| made[kind] - before[kind]), [0, 0, 1], "after {calls} calls");
        assert_eq!(status(&aws, &stack).unwrap()["status"], "UPDATE_COMPLETE");
        assert_eq!(change_sets(&aws, &stack), 0, "after {calls} calls");
        if !killed {
            break;
        }
    }
    assert!((8..MOST_CALLS - 1).contains(&kills), "{kills}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_deletion_can_be_killed_after_every_call() {
    let aws = Aws::start();
    let (_directory, template) = template(SMALL);
    let mut kills = 0;
    for calls in 1..MOST_CALLS {
        let stack = format!("killed-{calls}");
        run(&mut infra(&aws, "deploy", &stack, &["--template", &template, "--tag", "lab:delay=0.3"])).ends(0);
        let before = ever_made(&aws);
        let delete = || infra(&aws, "delete", &stack, &["--yes"]);
        let killed = kill_after(&aws, calls, &mut delete());
        kills += usize::from(killed);
        run(&mut delete()).ends(0);
        assert_eq!(status(&aws, &stack), None, "after {calls} calls");
        assert_eq!(ever_made(&aws), before, "after {calls} calls");
        if !killed {
            break;
        }
    }
    assert!((5..MOST_CALLS - 1).contains(&kills), "{kills}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn an_interrupt_leaves_aws_at_work() {
    use std::io::{BufRead, BufReader, Read};

    let (aws, stack) = (super::lab::shared(), "interrupted");
    let (_directory, template) = template(SMALL);
    let deploy = || infra(aws, "deploy", stack, &["--template", &template, "--tag", "lab:delay=2"]);
    let mut child = deploy().stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).unwrap();
    assert!(first.contains("creating     stack interrupted"), "{first}");
    let interrupted =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert!(rest.contains("pclusterctl infra status --follow --stack-name interrupted"), "{rest}");
    let again = run(&mut deploy()).ends(0);
    assert!(
        again.err.contains("following that first") && again.err.contains("nothing to do"),
        "{}",
        again.err
    );
}
