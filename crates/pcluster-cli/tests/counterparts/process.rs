//! Running programs.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program under test.
pub(super) fn pclusterctl() -> Command {
    Command::new(env!("CARGO_BIN_EXE_pclusterctl"))
}

/// The root of the work tree.
pub(super) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Where `scripts/test` installs programs.
pub(super) fn tools() -> PathBuf {
    PathBuf::from(std::env::var_os("PCLUSTER_TOOLS").expect("PCLUSTER_TOOLS is set by scripts/test"))
}

/// A program of the Python environment.
pub(super) fn python_tool(name: &str) -> Command {
    Command::new(tools().join("venv/bin").join(name))
}

/// Whether a program is installed.
pub(super) fn is_there(program: &str) -> bool {
    let version = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    !version.is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Runs a program to its end: whether it succeeded, and all that it wrote.
pub(super) fn run(command: &mut Command) -> (bool, String) {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut text = String::from_utf8(output.stdout).unwrap();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.success(), text)
}

/// Runs a program that has to succeed, and returns what it wrote to standard output.
pub(super) fn succeed(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{command:?}\n{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}
