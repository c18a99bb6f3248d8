//! The completion scripts in their shells. A shell that is not installed is left out.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process::{is_there, pclusterctl, succeed};

/// Writes the completion script of a shell; `None` where the shell is not installed.
fn script(shell: &str, directory: &Path) -> Option<PathBuf> {
    let text = succeed(pclusterctl().args(["completions", shell]));
    let file = directory.join(shell);
    std::fs::write(&file, text).unwrap();
    is_there(shell).then_some(file)
}

#[test]
fn bash_completes_options_and_their_values() {
    const COMPLETE: &str = r#"
        source "$1"
        shift
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _pclusterctl pclusterctl "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s ' "${COMPREPLY[@]}"
    "#;
    let directory = tempfile::tempdir().unwrap();
    let Some(script) = script("bash", directory.path()) else { return };
    succeed(Command::new("bash").arg("-n").arg(&script));
    let complete = |words: &[&str]| {
        let mut bash = Command::new("bash");
        succeed(bash.args(["--norc", "-c", COMPLETE, "bash"]).arg(&script).arg("pclusterctl").args(words))
    };
    assert_eq!(complete(&["val"]).trim(), "validate");
    assert_eq!(complete(&["validate", "--rel"]).trim(), "--release");
    assert_eq!(complete(&["validate", "--format", "s"]).trim(), "sarif");
}

#[test]
fn zsh_reads_its_script() {
    let directory = tempfile::tempdir().unwrap();
    let Some(script) = script("zsh", directory.path()) else { return };
    succeed(Command::new("zsh").arg("-n").arg(script));
}

#[test]
fn fish_completes_options_and_their_values() {
    let directory = tempfile::tempdir().unwrap();
    let Some(script) = script("fish", directory.path()) else { return };
    let complete = |line: &str| {
        let mut fish = Command::new("fish");
        fish.env("HOME", directory.path());
        fish.args(["--no-config", "-c", "source $argv[1]; complete --do-complete $argv[2]"])
            .arg(&script)
            .arg(line);
        succeed(&mut fish)
    };
    assert!(complete("pclusterctl val").starts_with("validate"));
    assert!(complete("pclusterctl validate --rel").starts_with("--release"));
    assert!(complete("pclusterctl validate --format s").starts_with("sarif"));
}
