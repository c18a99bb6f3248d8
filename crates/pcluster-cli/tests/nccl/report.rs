//! `pclusterctl nccl report`: pages are snapshots of the library, here is what the command adds.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.args(["nccl", "report"]).args(arguments).current_dir(fixtures().join("nccl"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a person sees.
fn page(arguments: &[&str]) -> String {
    let output = run(arguments);
    let code = output.status.code().unwrap();
    let (out, errors) = (text(&output.stdout), text(&output.stderr));
    format!("$ pclusterctl nccl report {}\n{out}{errors}exit code {code}\n", arguments.join(" "))
}

#[test]
fn exit_codes_tell_verdicts_apart() {
    for (name, code) in [
        ("p5-good.txt", 0),
        ("p5-sendrecv.txt", 0),
        ("p5-few-cards.txt", 1),
        ("p5-socket.txt", 1),
        ("p5-wrong.txt", 1),
        ("failed-library.txt", 1),
        ("there-is-none.txt", 2),
        (".", 2),
    ] {
        assert_eq!(run(&[name]).status.code(), Some(code), "{name}");
    }
}

#[test]
fn pages_and_mistakes_are_shown() {
    for (name, arguments) in [
        ("slow", &["p5-few-cards.txt", "--no-plot"] as &[&str]),
        ("type_is_given", &["pair-1-2.txt", "--instance-type", "p4d.24xlarge", "--no-plot"]),
        ("unknown_type", &["p5-good.txt", "--instance-type", "p5.48xlrage"]),
        ("not_a_test", &["../base.yaml", "pair-1-2.txt", "--no-plot"]),
        ("twice_standard_input", &["-", "-"]),
        (
            "unknown_partition",
            &["p5-good.txt", "--cluster", "../clusters/llm-p5-login-nodes.yaml", "--partition", "none"],
        ),
    ] {
        insta::assert_snapshot!(name, page(arguments));
    }
}

#[test]
fn options_tell_what_a_log_does_not() {
    // The figures alone, as some keep them.
    let log = std::fs::read_to_string(fixtures().join("nccl/pair-5-6.txt")).unwrap();
    let figures: String = log.split_inclusive('\n').filter(|line| !line.contains(" Rank ")).collect();
    let cluster = "../clusters/llm-p5-login-nodes.yaml";
    for (arguments, verdict, types) in [
        (&[] as &[&str], "unknown", 0),
        (&["--nodes", "2"], "unknown", 0),
        (&["--instance-type", "p5.48xlarge"], "slow", 1),
        (&["--cluster", cluster, "--partition", "gpu"], "slow", 1),
        // The processors of this partition have no GPUs, and several types.
        (&["--cluster", cluster, "--partition", "cpu"], "unknown", 2),
    ] {
        let mut child = command(&[&["-", "--json"], arguments].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(figures.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(document["verdict"], verdict, "{arguments:?}");
        let setting = &document["runs"][0]["judgement"]["setting"];
        assert_eq!(setting["instance-types"].as_array().unwrap().len(), types, "{arguments:?}");
        assert_eq!(output.status.code(), Some(i32::from(verdict == "slow")));
    }
}

#[test]
fn programs_read_one_document() {
    let output = run(&["p5-few-cards.txt", "--json"]);
    let mut document: Value = serde_json::from_slice(&output.stdout).unwrap();
    for list in ["/runs/0/run/rows", "/runs/0/judgement/points"] {
        let rows = document.pointer_mut(list).unwrap().as_array_mut().unwrap();
        rows.drain(..rows.len() - 1);
    }
    insta::assert_json_snapshot!(document);
}

#[test]
fn a_plot_is_written() {
    let directory = std::env::temp_dir().join(format!("pclusterctl-nccl-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let file = directory.join("plot.svg");
    assert!(run(&["p5-good.txt", "--svg", file.to_str().unwrap()]).status.success());
    let svg = std::fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    let nothing = run(&["failed-library.txt", "--svg", directory.join("none.svg").to_str().unwrap()]);
    assert!(text(&nothing.stderr).contains("nothing was measured"), "{}", text(&nothing.stderr));
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn the_help_explains() {
    // Without what talks to a Slurm there is no `nccl run`.
    let all: &[&[&str]] = &[&["nccl", "report"], &["nccl", "new"], &["nccl"], &["nccl", "run"]];
    let shown = if cfg!(feature = "aws") { all.len() } else { 2 };
    for arguments in &all[..shown] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        let output = command.args(*arguments).arg("--help").output().unwrap();
        insta::assert_snapshot!(format!("help_{}", arguments.join("_")), text(&output.stdout));
    }
}
