//! A directory, a bucket, and the command between them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use pcluster_lab::S3;
use serde_json::Value;
use tempfile::TempDir;

static SERVER: OnceLock<S3> = OnceLock::new();

/// The buckets of the tests. The server looks for buckets once, so all have to be there before the first call.
const BUCKETS: [&str; 13] = [
    "differs",
    "globs",
    "unreadable",
    "down",
    "removes",
    "removes-not",
    "missing",
    "resumes",
    "stale",
    "killed",
    "faults",
    "changes",
    "interrupted",
];

/// The server that all tests share.
pub(crate) fn server() -> &'static S3 {
    SERVER.get_or_init(|| {
        let server = S3::start();
        for bucket in BUCKETS {
            fs::create_dir(server.directory().join(bucket)).unwrap();
        }
        server
    })
}

/// A directory and a bucket of a test's own.
pub(crate) struct Bed {
    pub(crate) directory: TempDir,
    pub(crate) bucket: &'static str,
}

impl Bed {
    pub(crate) fn new(bucket: &'static str) -> Self {
        assert!(BUCKETS.contains(&bucket));
        Self { directory: tempfile::tempdir().unwrap(), bucket }
    }

    /// A file of the directory.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    /// Writes a file of the directory.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    /// Where the server keeps what is below `data/`.
    pub(crate) fn stored(&self) -> PathBuf {
        server().directory().join(self.bucket).join("data")
    }

    pub(crate) fn location(&self) -> String {
        format!("s3://{}/data", self.bucket)
    }

    /// The command that brings the directory into the bucket.
    pub(crate) fn up(&self, endpoint: &str, arguments: &[&str]) -> Command {
        let mut command = command(endpoint);
        command.args(["data", "sync"]).arg(self.directory.path()).arg(self.location()).args(arguments);
        command
    }

    /// Brings the directory into the bucket, and gives the exit code and the events.
    pub(crate) fn sync(&self, arguments: &[&str]) -> (i32, Vec<Value>) {
        let output = self.up(&server().url(), arguments).arg("--json").output().unwrap();
        (output.status.code().unwrap(), events(&output))
    }

    /// That the bucket has exactly what the directory has.
    pub(crate) fn assert_same(&self) {
        assert_eq!(tree(self.directory.path()), tree(&self.stored()));
    }
}

/// The command, which talks to a server at that address.
pub(crate) fn command(endpoint: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
        .env("AWS_ENDPOINT_URL", endpoint)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", S3::ACCESS_KEY)
        .env("AWS_SECRET_ACCESS_KEY", S3::SECRET_KEY)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    command
}

/// The events of a command without those about progress; the last one is the summary, if it came to that.
pub(crate) fn events(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let events = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let events: Vec<Value> = events.filter(|event| event["event"] != "progress").collect();
    assert!(!events.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    events
}

/// The figure of a summary.
pub(crate) fn figure(events: &[Value], name: &str) -> u64 {
    events.last().unwrap()[name].as_u64().unwrap_or_else(|| panic!("no {name} in {events:?}"))
}

/// The paths of events of a kind, sorted.
pub(crate) fn paths(events: &[Value], kind: &str) -> Vec<String> {
    let mut paths: Vec<String> = events
        .iter()
        .filter(|event| event["event"] == kind)
        .map(|event| event["path"].as_str().unwrap().to_owned())
        .collect();
    paths.sort();
    paths
}

/// All files below a directory with their contents.
pub(crate) fn tree(directory: &Path) -> Vec<(String, Vec<u8>)> {
    fn walk(directory: &Path, path: &str, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(directory).into_iter().flatten() {
            let entry = entry.unwrap();
            let below = format!("{path}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{below}/"), files);
            } else {
                files.push((below, fs::read(entry.path()).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    walk(directory, "", &mut files);
    files.sort();
    files
}

/// Bytes that are not all the same.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    })
    .flatten()
    .take(length)
    .collect()
}
