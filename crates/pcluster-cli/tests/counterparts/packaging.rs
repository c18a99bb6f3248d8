//! `pip install .`

use std::process::Command;

use super::process::{project, succeed, tools};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn pip_installs_the_command() {
    let directory = tempfile::tempdir().unwrap();
    let venv = directory.path().join("venv");
    succeed(Command::new(tools().join("venv/bin/python")).args(["-m", "venv"]).arg(&venv));
    let pip = || Command::new(venv.join("bin/pip"));
    succeed(quick_build(pip().args(["install", "--quiet", "--disable-pip-version-check"]).arg(project())));

    let command = || Command::new(venv.join("bin/pclusterctl"));
    assert_eq!(succeed(command().arg("--version")), concat!("pclusterctl ", env!("CARGO_PKG_VERSION"), "\n"));
    succeed(command().arg("validate").arg(project().join("fixtures/clusters/gpu-training.yaml")));
    let metadata = succeed(pip().args(["show", "--verbose", "pclusterctl"]));
    for line in [concat!("Version: ", env!("CARGO_PKG_VERSION")), "License-Expression: Apache-2.0", "Installer: pip"] {
        assert!(metadata.contains(line), "{line}\n{metadata}");
    }
}

/// Sets the environment of a build whose speed matters more than that of what it builds. What it compiles is kept for
/// the next time.
pub(super) fn quick_build(command: &mut Command) -> &mut Command {
    command
        .env("CARGO_TARGET_DIR", tools().join("wheel-target"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
}
