//! Clusters, and what tests do with the scripts for them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_config::{Options, check_bytes, render::concise};
use pcluster_slurm::cluster::Cluster;

/// The folder of the fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// The cluster of a file below `fixtures`.
pub(crate) fn cluster(file: &str) -> Cluster {
    let text = std::fs::read(fixtures().join(file)).unwrap();
    match check_bytes(file, &text, &Options::default()).into_validated() {
        Ok(config) => Cluster::new(&config, &EmbeddedCatalogue),
        Err(report) => panic!("{}", concise(&report)),
    }
}

/// A program among the counterparts, if they are there.
pub(crate) fn tool(path: &str) -> Option<PathBuf> {
    cfg!(pcluster_tools).then(|| PathBuf::from(std::env::var_os("PCLUSTER_TOOLS").unwrap()).join(path))
}

/// Holds a script against shellcheck, if it is there: it finds nothing, not even a matter of style.
pub(crate) fn shellcheck(script: &str) {
    use std::io::Write;
    let Some(program) = tool("venv/bin/shellcheck") else { return };
    let mut child = Command::new(program)
        .args(["--severity=style", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stdout));
}
