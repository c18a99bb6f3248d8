//! `pclusterctl nccl new`.

use std::path::Path;
use std::process::Command;

/// What a person sees.
fn page(arguments: &[&str]) -> String {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.args(["nccl", "new", "--cluster", "clusters/llm-p5-login-nodes.yaml"]).args(arguments);
    let output = command.current_dir(fixtures).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap();
    format!("{}{}exit code {code}\n", text(&output.stdout), text(&output.stderr))
}

#[test]
fn jobs_are_written() {
    for (name, arguments) in [
        ("new", &[] as &[&str]),
        ("new_programs", &["--programs", "/fsx/nccl-tests/build", "--nodes", "4"]),
        ("new_relative_programs", &["--programs", "nccl-tests/build"]),
        ("new_without_gpus", &["--partition", "cpu"]),
    ] {
        insta::assert_snapshot!(name, page(arguments));
    }
}
