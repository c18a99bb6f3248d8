//! `pip install .`

use std::process::Command;
use std::sync::{Mutex, PoisonError};

use super::process::{project, run, succeed, tools};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn pip_installs_the_command() {
    let directory = tempfile::tempdir().unwrap();
    let venv = directory.path().join("venv");
    succeed(Command::new(tools().join("venv/bin/python")).args(["-m", "venv"]).arg(&venv));
    let mut pip = Command::new(venv.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]).arg(project());
    let (installed, said) = run_with_quick_build(&mut pip);
    assert!(installed, "{said}");

    let command = || Command::new(venv.join("bin/pclusterctl"));
    assert_eq!(succeed(command().arg("--version")), concat!("pclusterctl ", env!("CARGO_PKG_VERSION"), "\n"));
    succeed(command().arg("validate").arg(project().join("fixtures/clusters/gpu-training.yaml")));
    let metadata = "from importlib.metadata import metadata as m; p = m('pclusterctl'); \
                    print(p['Version'], p['License-Expression'], p['License-File'])";
    let metadata = succeed(Command::new(venv.join("bin/python")).args(["-c", metadata]));
    assert_eq!(metadata, concat!(env!("CARGO_PKG_VERSION"), " Apache-2.0 LICENSE\n"));
}

/// Runs a program that builds a wheel, or may do so, with a build whose speed matters more than that of what it builds.
/// What it compiles is kept for the next time.
pub(super) fn run_with_quick_build(command: &mut Command) -> (bool, String) {
    // Two at a time take each other's files away.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    run(command
        .env("CARGO_TARGET_DIR", tools().join("wheel-target"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"))
}
