//! Values for the stack and what it gave: `pclusterctl infra check` and `infra outputs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail like the test")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "pages of text are put together here")]

mod check;
mod deploy;
mod outputs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// A directory to work in.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// A command in it, without anything of the environment that AWS tools look at.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        command.args(arguments).current_dir(self.0.path());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AWS_") {
                command.env_remove(name);
            }
        }
        command
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command said, with its exit code.
fn said(output: &Output) -> String {
    let code = output.status.code().unwrap();
    format!("{}--- standard error\n{}--- exit code {code}\n", text(&output.stdout), text(&output.stderr))
}
