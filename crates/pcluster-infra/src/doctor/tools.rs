//! Programs on this machine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;

use pcluster_config::facts::Release;
use regex::Regex;
use tokio::process::Command;

use super::{Area, Check, Teller};

/// How long a program may take to tell its version. The official tool is Python, and takes seconds on a slow disk.
const PATIENCE: Duration = Duration::from_secs(15);

static VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d+\.\d+(\.\d+)*").ok());

/// All programs, each in a check of its own.
pub(super) async fn all(teller: &Teller<'_>, path: Option<&OsStr>) -> Vec<Check> {
    let (engine, plugin, pcluster, aws) = tokio::join!(
        teller.ask(Area::Tools, "container engine", engine(path)),
        teller.ask(Area::Tools, "session-manager-plugin", plugin(path)),
        teller.ask(Area::Tools, "pcluster", pcluster(path)),
        teller.ask(Area::Tools, "aws", aws(path)),
    );
    [engine, plugin, pcluster, aws].concat()
}

async fn engine(path: Option<&OsStr>) -> Check {
    let check = Check::new(Area::Tools, "container engine");
    let asked = ["docker", "podman", "buildah"].map(|name| async move {
        let program = find(path, name)?;
        Some((name, version(&program, &["--version"]).await, program))
    });
    let found: Vec<_> = futures_util::future::join_all(asked).await.into_iter().flatten().collect();
    let told: Vec<String> = found.iter().map(|(name, version, _)| told(name, version.as_deref())).collect();
    match &*found {
        [] => check
            .warning("neither docker nor podman nor buildah is there")
            .help("install one of them to build and push the training image; everything else works without"),
        // The others do without a daemon.
        [("docker", _, program)]
            if output(program, &["version", "--format", "{{.Server.Version}}"]).await.is_none() =>
        {
            check.warning(format!("{}, but its daemon does not answer", told.join(", "))).help(
                "start it (`systemctl start docker`), and see that this user may use it (group `docker`)",
            )
        }
        _ => check.ok(told.join(", ")),
    }
}

async fn plugin(path: Option<&OsStr>) -> Check {
    const NAME: &str = "session-manager-plugin";
    let check = Check::new(Area::Tools, NAME);
    match find(path, NAME) {
        Some(program) => check.ok(told("", version(&program, &["--version"]).await.as_deref())),
        None => check
            .warning("not there")
            .help("install the Session Manager plugin of the AWS CLI to reach nodes without SSH"),
    }
}

async fn pcluster(path: Option<&OsStr>) -> Check {
    let check = Check::new(Area::Tools, "pcluster");
    let Some(program) = find(path, "pcluster") else {
        return check.ok("not there; CloudFormation makes clusters without it");
    };
    let Some(number) = version(&program, &["version"]).await else {
        return check
            .warning(format!("{} does not tell its version", program.display()))
            .help("install it again: `pip install aws-parallelcluster` in a virtual environment with Python 3.9 or newer");
    };
    if number.parse::<Release>().is_err() {
        let (oldest, newest) = (Release::all().next().unwrap_or_default(), Release::newest());
        return check
            .warning(format!("{number}; this program knows {oldest} to {newest}"))
            .help("use a release that both know");
    }
    // It makes templates with the CDK, which is a program of Node.js.
    match find(path, "node") {
        Some(node) => {
            let node = told("node", version(&node, &["--version"]).await.as_deref());
            check.ok(format!("{number}, with {node}"))
        }
        None => check
            .warning(format!("{number}, without Node.js"))
            .help("install a long-term support release of Node.js: `pcluster` makes its templates with it"),
    }
}

async fn aws(path: Option<&OsStr>) -> Check {
    let check = Check::new(Area::Tools, "aws");
    match find(path, "aws") {
        Some(program) => check.ok(told("", version(&program, &["--version"]).await.as_deref())),
        None => check.ok("not there; it is only needed to sign in (`aws sso login`)"),
    }
}

fn told(name: &str, version: Option<&str>) -> String {
    let version = version.unwrap_or("of an unknown version");
    format!("{name} {version}").trim().to_owned()
}

/// A program of the directories of `PATH`.
fn find(path: Option<&OsStr>, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path?)
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join(&file))
        .find(|candidate| is_program(candidate))
}

#[cfg(unix)]
fn is_program(candidate: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    candidate.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(candidate: &Path) -> bool {
    candidate.is_file()
}

/// The first number with a dot that a program prints.
async fn version(program: &Path, arguments: &[&str]) -> Option<String> {
    let text = output(program, arguments).await?;
    VERSION.as_ref()?.find(&text).map(|found| found.as_str().to_owned())
}

/// What a program prints when it succeeds. It gets no credentials, and is ended when it takes too long.
async fn output(program: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    let output = tokio::time::timeout(PATIENCE, command.output()).await.ok()?.ok()?;
    let text = [output.stdout, output.stderr].concat();
    output.status.success().then(|| String::from_utf8_lossy(&text).into_owned())
}
