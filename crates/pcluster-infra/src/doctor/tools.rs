//! Programs on this machine.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use pcluster_config::facts::Release;
use regex::Regex;

use crate::Remedy;
use crate::image::engine::{EngineKind, EngineState, choose, probe};
use crate::program::{self, find};

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
    let probes = probe(path, &EngineKind::ALL).await;
    let installed = probes.iter().filter_map(|probe| match &probe.state {
        EngineState::Ready { program } => Some((probe.kind, program, None)),
        EngineState::NotReady { program, reason } => Some((probe.kind, program, Some(reason))),
        EngineState::Absent => None,
    });
    let asked = installed.map(|(kind, program, fault)| async move {
        let version = version(program, &["--version"]).await;
        let told = told(kind.program(), version.as_deref());
        fault.map_or(Ok(told.clone()), |fault| Err(format!("{told} does not work: {fault}")))
    });
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    for engine in futures_util::future::join_all(asked).await {
        match engine {
            Ok(told) => found.push(told),
            Err(told) => broken.push(told),
        }
    }
    let all = || [&found[..], &broken[..]].concat().join("; ");
    match choose(&probes) {
        Ok(_) => check.ok(all()),
        Err(error) => {
            let warned = check.warning(if broken.is_empty() { error.to_string() } else { all() });
            let help = error.help().unwrap_or_default();
            warned.help(format!("{help}; only `pclusterctl image build` and `push` need one"))
        }
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

/// The first number with a dot that a program prints.
async fn version(program: &Path, arguments: &[&str]) -> Option<String> {
    let text = output(program, arguments).await?;
    VERSION.as_ref()?.find(&text).map(|found| found.as_str().to_owned())
}

/// What a program prints when it succeeds. It is ended when it takes too long.
async fn output(program: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = program::question(program, arguments);
    let output = tokio::time::timeout(PATIENCE, command.output()).await.ok()?.ok()?;
    let text = [output.stdout, output.stderr].concat();
    output.status.success().then(|| String::from_utf8_lossy(&text).into_owned())
}
