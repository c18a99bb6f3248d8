//! What the tests have in common: an emulator whose images are in a registry, and the program under test.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use pcluster_lab::{Aws, Registry};

/// An emulator of AWS, and the registry that its repositories are in.
pub(super) struct Lab {
    pub(super) aws: Aws,
    pub(super) registry: Registry,
}

/// The one that all tests share; each has repositories of its own.
pub(super) fn lab() -> &'static Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(|| {
        let registry = Registry::start();
        let host = registry.host();
        let aws = Aws::start_with(&[
            ("PLUS_REGISTRY", host.as_str()),
            ("PLUS_REGISTRY_PASSWORD", Registry::PASSWORD),
        ]);
        Lab { aws, registry }
    })
}

/// The program under test, talking to the emulator.
pub(super) fn image(arguments: &[&str]) -> Command {
    let mut command = offline(arguments);
    lab().aws.apply(&mut command);
    command
}

/// The program under test, with nobody to talk to.
pub(super) fn offline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.arg("image").args(arguments).stdin(Stdio::null());
    command
}

/// What a program wrote, and how it ended, as a page to be read. What differs from run to run is made the same.
pub(super) fn page(output: &Output) -> String {
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    let code = output.status.code().map_or_else(|| output.status.to_string(), |code| code.to_string());
    let mut page = String::new();
    for (name, text) in [("stdout", out), ("stderr", err)] {
        if !text.is_empty() {
            let _ = write!(page, "--- {name}\n{text}");
        }
    }
    let _ = writeln!(page, "--- exit code {code}");
    page
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A directory with a Dockerfile of an image that starts from nothing and holds one file.
pub(super) fn tiny_context(directory: &Path, content: &[u8]) {
    std::fs::write(directory.join("Dockerfile"), "FROM scratch\nARG NOTE=none\nCOPY content /content\n")
        .unwrap();
    std::fs::write(directory.join("content"), content).unwrap();
}

/// Runs a command that has to succeed, and gives what it wrote to standard output.
pub(super) fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}\n{}", page(&output));
    text(&output.stdout)
}
