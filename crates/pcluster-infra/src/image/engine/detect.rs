//! Which engines are there, and which of them is used.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use crate::Remedy;
use crate::program;

/// How long an engine may take to say that it is ready. One that waits for a daemon elsewhere can take for ever.
const PATIENCE: Duration = Duration::from_secs(20);

/// A kind of engine, in the order in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EngineKind {
    /// Docker, with its daemon.
    Docker,
    /// Podman, with or without a machine.
    Podman,
    /// Buildah.
    Buildah,
}

/// What is known about one kind of engine.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Probe {
    /// The kind.
    pub kind: EngineKind,
    /// Whether it can be used.
    #[serde(flatten)]
    pub state: EngineState,
}

/// Whether an engine can be used.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "state")]
#[non_exhaustive]
pub enum EngineState {
    /// It is not installed.
    Absent,
    /// It is installed, and does not work.
    NotReady {
        /// Its program.
        program: PathBuf,
        /// What it says.
        reason: String,
    },
    /// It works.
    Ready {
        /// Its program.
        program: PathBuf,
    },
}

/// An engine that works.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Engine {
    /// The kind.
    pub kind: EngineKind,
    /// Its program.
    pub program: PathBuf,
}

/// There is no engine that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// None of the three is installed.
    #[error("no container engine is installed: neither docker nor podman nor buildah is on the PATH")]
    None,
    /// The one that was asked for is not installed.
    #[error("{0} is not installed: it is not on the PATH")]
    Absent(EngineKind),
    /// Those that are installed do not work.
    #[error("{}", not_ready(.0))]
    NotReady(Vec<(EngineKind, String)>),
}

impl EngineKind {
    /// All kinds, in the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::Docker, Self::Podman, Self::Buildah];

    /// The name of its program.
    pub fn program(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Buildah => "buildah",
        }
    }

    /// Something quick that works when the engine does, its daemon or machine included.
    fn question(self) -> &'static [&'static str] {
        match self {
            Self::Docker => &["version", "--format", "{{.Server.Version}}"],
            Self::Podman => &["info", "--format", "{{.Host.Arch}}"],
            Self::Buildah => &["info"],
        }
    }
}

impl fmt::Display for EngineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.program())
    }
}

/// Sees whether engines are in the directories of a `PATH`, and work. All are asked at once.
pub async fn probe(path: Option<&OsStr>, kinds: &[EngineKind]) -> Vec<Probe> {
    let probes = kinds.iter().map(|&kind| async move {
        let state = match program::find(path, kind.program()) {
            Some(program) => ask(kind, program).await,
            None => EngineState::Absent,
        };
        Probe { kind, state }
    });
    futures_util::future::join_all(probes).await
}

/// The engine to use: the first that works.
pub fn choose(probes: &[Probe]) -> Result<Engine, EngineError> {
    let mut failures = Vec::new();
    for Probe { kind, state } in probes {
        match state {
            EngineState::Ready { program } => {
                let program = program.clone();
                return Ok(Engine { kind: *kind, program });
            }
            EngineState::NotReady { reason, .. } => failures.push((*kind, reason.clone())),
            EngineState::Absent => {}
        }
    }
    match probes {
        _ if !failures.is_empty() => Err(EngineError::NotReady(failures)),
        [only] => Err(EngineError::Absent(only.kind)),
        _ => Err(EngineError::None),
    }
}

impl Engine {
    /// The engine that is asked for, or else the first that works.
    pub async fn find(wanted: Option<EngineKind>) -> Result<Self, EngineError> {
        let kinds = wanted.map_or(EngineKind::ALL.to_vec(), |kind| vec![kind]);
        let path = std::env::var_os("PATH");
        let mut probes = Vec::new();
        for kind in kinds {
            probes.extend(probe(path.as_deref(), &[kind]).await);
            // The ones after the first that works are not worth waiting for.
            if let Ok(engine) = choose(&probes) {
                return Ok(engine.known_by_its_kind());
            }
        }
        choose(&probes)
    }

    /// `docker` is podman on machines with the package `podman-docker`, and takes podman's options then.
    fn known_by_its_kind(mut self) -> Self {
        if self.kind == EngineKind::Docker && is_podman(&self.program) {
            self.kind = EngineKind::Podman;
        }
        self
    }
}

/// Whether a program is a link to podman, or a script of a few lines that runs it.
fn is_podman(program: &Path) -> bool {
    /// Longer than the script, and shorter than any real program.
    const SCRIPT: u64 = 4096;
    let target = std::fs::canonicalize(program).unwrap_or_else(|_| program.to_owned());
    if target.file_name().is_some_and(|name| name == "podman") {
        return true;
    }
    let small = std::fs::metadata(&target).is_ok_and(|metadata| metadata.len() <= SCRIPT);
    small && std::fs::read_to_string(&target).is_ok_and(|text| text.contains("bin/podman \"$@\""))
}

async fn ask(kind: EngineKind, program: PathBuf) -> EngineState {
    let mut question = program::question(&program, kind.question());
    let reason = match tokio::time::timeout(PATIENCE, question.output()).await {
        Ok(Ok(output)) if output.status.success() => return EngineState::Ready { program },
        Ok(Ok(output)) => complaint(&output),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no answer in {} seconds", PATIENCE.as_secs()),
    };
    EngineState::NotReady { program, reason }
}

/// The last line of what a program complained about.
fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    last.map_or_else(|| format!("it ended with {}", output.status), str::to_owned)
}

fn not_ready(failures: &[(EngineKind, String)]) -> String {
    let said: Vec<String> = failures
        .iter()
        .map(|(kind, reason)| format!("{kind} is installed but does not work: {reason}"))
        .collect();
    said.join("; ")
}

impl Remedy for EngineError {
    fn help(&self) -> Option<String> {
        Some(match self {
            Self::None => {
                "install docker (https://docs.docker.com/engine/install), podman or buildah".to_owned()
            }
            Self::Absent(kind) => format!("install {kind}, or choose another with `--engine`"),
            Self::NotReady(failures) => {
                let docker = failures.iter().find(|(kind, _)| *kind == EngineKind::Docker);
                let podman = failures.iter().any(|(kind, _)| *kind == EngineKind::Podman);
                match docker {
                    Some((_, reason)) if reason.to_lowercase().contains("permission denied") => {
                        "add yourself to the group `docker` (`sudo usermod -aG docker $USER`, then log in again), \
                         or use podman, which needs no daemon"
                            .to_owned()
                    }
                    Some(_) => "start its daemon (`sudo systemctl start docker`, or Docker Desktop), or install \
                                podman or buildah, which need none"
                        .to_owned(),
                    None if podman => {
                        "start its machine (`podman machine start`) where it has one; `podman info` shows more".to_owned()
                    }
                    None => "`buildah info` shows more".to_owned(),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests;
