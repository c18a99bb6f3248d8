//! What others on the machine see of a push, and what becomes of one that is killed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pcluster_lab::{Aws, Proxy, Registry, buildah};
use serde_json::Value;

use super::lab::{offline, page, succeed, tiny_context};

/// Bytes of an image that takes a moment to push.
const SIZE: usize = 12 << 20;
/// Bytes a second that reach the registry.
const RATE: &str = "4000000";

/// A registry behind a slow line, an emulator that knows it there, and an engine's storage.
struct Slow {
    registry: Registry,
    _proxy: Proxy,
    aws: Aws,
    storage: tempfile::TempDir,
}

impl Slow {
    /// With an image that has been built and is to be pushed.
    fn new(name: &str) -> Self {
        let registry = Registry::start();
        let proxy = Proxy::start(registry.port(), &["--rate", RATE]);
        let host = proxy.url().replace("http://", "");
        let aws = Aws::start_with(&[
            ("PLUS_REGISTRY", host.as_str()),
            ("PLUS_REGISTRY_PASSWORD", Registry::PASSWORD),
        ]);
        let slow = Self { registry, _proxy: proxy, aws, storage: tempfile::tempdir().unwrap() };
        let context = tempfile::tempdir().unwrap();
        tiny_context(context.path(), &noise());
        succeed(&mut slow.command(&["repository", name]));
        succeed(&mut slow.command(&["build", context.path().to_str().unwrap(), "--repository", name]));
        slow
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = offline(arguments);
        self.aws.apply(&mut command);
        buildah(&mut command, self.storage.path());
        // What a killed push leaves behind goes away with the rest.
        command.env("TMPDIR", self.storage.path());
        command
    }
}

/// Bytes that cannot be compressed (a linear congruential generator; Numerical Recipes).
fn noise() -> Vec<u8> {
    let mut state: u32 = 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..SIZE).map(|_| next()).collect()
}

/// Command lines of all processes, and environments of those that take part in a push, until told to stop.
fn watch(stop: &AtomicBool) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    while !stop.load(Ordering::Relaxed) {
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let process = entry.path();
            let Ok(line) = fs::read(process.join("cmdline")) else { continue };
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            let takes_part =
                ["buildah push", "docker-credential-", "image push"].iter().any(|part| line.contains(part));
            if takes_part && let Ok(environment) = fs::read(process.join("environ")) {
                seen.insert(String::from_utf8_lossy(&environment).into_owned());
            }
            seen.insert(line);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    seen
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nobody_sees_the_password_of_a_real_push() {
    let slow = Slow::new("watched");
    let stop = AtomicBool::new(false);
    let (output, seen) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(&stop));
        let output = slow.command(&["push", "--repository", "watched"]).output().unwrap();
        stop.store(true, Ordering::Relaxed);
        (output, watcher.join().unwrap())
    });
    assert!(output.status.success(), "{}", page(&output));
    let helper = seen.iter().any(|line| line.starts_with("docker-credential-pclusterctl get"));
    assert!(helper, "the helper was never seen: {seen:?}");
    assert!(seen.iter().any(|line| line.contains("buildah push")), "{seen:?}");
    assert!(!seen.iter().any(|text| text.contains(Registry::PASSWORD)), "{seen:?}");
    assert!(!page(&output).contains(Registry::PASSWORD), "{}", page(&output));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_push_that_is_killed_goes_on() {
    let slow = Slow::new("killed");
    let push = ["push", "--repository", "killed", "--json"];
    // Killed when it begins, when layers are on their way, and later.
    for (line, pause) in [("\"plan\"", 0), ("blob", 0), ("blob", 800), ("blob", 1600)] {
        let mut child = slow.command(&push).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reached = lines.any(|said| said.unwrap().contains(line));
        assert!(reached, "{line} was never reached");
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let last = succeed(&mut slow.command(&push));
    let outcome: Value = serde_json::from_str(last.lines().last().unwrap()).unwrap();
    assert!(outcome["image"]["digest"].as_str().unwrap().starts_with("sha256:"), "{outcome}");
    let again = succeed(&mut slow.command(&push));
    let first: Value = serde_json::from_str(again.lines().next().unwrap()).unwrap();
    assert_eq!(first["plan"], "up-to-date");

    let image = slow.registry.directory().join("images/docker/registry/v2/repositories/killed/_manifests");
    assert_eq!(entries(&image.join("tags")), ["latest"]);
    assert_eq!(entries(&image.join("revisions/sha256")).len(), 1, "one image, however often it was begun");
}

fn entries(directory: &Path) -> Vec<String> {
    fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}
