//! Credentials are in no output, no file and no command line, however much is logged.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use pcluster_lab::Proxy;

use crate::lab::{COMMANDS, aws, calling, signed};

/// As long as real ones, and to be recognised in any part.
const SECRET: &str = "SeCrEtKeY0+SeCrEtKeY1/SeCrEtKeY2+SeCrEtK";
const TOKEN: &str = "ToKeN0ToKeN1ToKeN2ToKeN3ToKeN4ToKeN5ToKeN6ToKeN7ToKeN8ToKeN9ToKeNaToKeNbToKeNcToKeNd==";

fn parts() -> [&'static str; 4] {
    [&SECRET[..12], &SECRET[24..], &TOKEN[..12], &TOKEN[60..]]
}

fn assert_none(of: &str, text: &str) {
    for part in parts() {
        assert!(!text.contains(part), "{of} has `{part}`:\n{text}");
    }
}

/// Runs a command, and looks at all that it leaves.
fn leaves_nothing(mut command: Command) {
    let directory = tempfile::tempdir().unwrap();
    let told = format!("{:?}", command.get_args().collect::<Vec<_>>());
    command
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_SESSION_TOKEN", TOKEN)
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full")
        .env("HOME", directory.path())
        .env("TMPDIR", directory.path())
        .current_dir(directory.path());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let (done, watching) = std::sync::mpsc::channel::<()>();
    let watcher = std::thread::spawn(move || {
        let mut seen = BTreeSet::new();
        while matches!(watching.try_recv(), Err(std::sync::mpsc::TryRecvError::Empty)) {
            seen.extend(command_lines(id));
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        seen
    });
    let output = child.wait_with_output().unwrap();
    drop(done);
    for line in watcher.join().unwrap() {
        assert_none(&format!("a command line of {told}"), &line);
    }
    assert_none(&format!("standard output of {told}"), &String::from_utf8_lossy(&output.stdout));
    assert_none(&format!("standard error of {told}"), &String::from_utf8_lossy(&output.stderr));
    look_at_files(directory.path(), &told);
}

/// The command lines of a process and of its children, as far as they are there.
fn command_lines(id: u32) -> Vec<String> {
    let read = |id: &str| fs::read(format!("/proc/{id}/cmdline")).ok();
    let mut ids = vec![id.to_string()];
    if let Ok(tasks) = fs::read_dir(format!("/proc/{id}/task")) {
        for task in tasks.flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            ids.extend(children.split_whitespace().map(str::to_owned));
        }
    }
    ids.iter().filter_map(|id| read(id)).map(|line| String::from_utf8_lossy(&line).into_owned()).collect()
}

fn look_at_files(directory: &Path, told: &str) {
    for entry in fs::read_dir(directory).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            look_at_files(&path, told);
        } else {
            let content = fs::read(&path).unwrap();
            assert_none(&format!("{} of {told}", path.display()), &String::from_utf8_lossy(&content));
        }
    }
}

fn everywhere(prepared: impl Fn(&[&str]) -> Command) {
    for arguments in COMMANDS {
        leaves_nothing(prepared(arguments));
    }
    leaves_nothing(prepared(&["doctor"]));
    leaves_nothing(prepared(&["doctor", "--json"]));
    leaves_nothing(prepared(&["infra", "outputs", "--output", "env.sh"]));
    leaves_nothing(prepared(&["data", "bucket", "secret-bucket", "--yes", "--outputs", "env.sh"]));
    leaves_nothing(prepared(&["image", "repository", "secret-repository", "--outputs", "env.sh"]));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn when_all_is_well() {
    everywhere(|arguments| calling(&aws().url(), arguments));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn when_calls_are_refused() {
    for fault in ["--expire", "--deny"] {
        let proxy = Proxy::start(aws().port(), &[fault, "1"]);
        everywhere(|arguments| calling(&proxy.url(), arguments));
    }
}

#[test]
fn when_settings_are_wrong() {
    for (name, value) in [
        ("AWS_ENDPOINT_URL", SECRET),
        ("AWS_ENDPOINT_URL", "not a url"),
        ("AWS_REGION", ""),
        ("AWS_PROFILE", "elsewhere"),
        ("HTTPS_PROXY", "http://me:ToKeN0ToKeN1@127.0.0.1:1"),
    ] {
        let mut command = signed(&["infra", "status"]);
        command.env(name, value);
        leaves_nothing(command);
    }
}

/// The two variables are easily mixed up.
#[test]
fn when_the_secret_is_in_the_wrong_place() {
    let mut command = calling("http://127.0.0.1:1", &["doctor"]);
    command.env("AWS_ACCESS_KEY_ID", SECRET);
    leaves_nothing(command);
}
