use std::fmt::Write as _;

use super::*;

fn at(kind: EngineKind, state: EngineState) -> Probe {
    Probe { kind, state }
}

fn ready(kind: EngineKind) -> Probe {
    at(kind, EngineState::Ready { program: PathBuf::from(kind.program()) })
}

fn not_ready(kind: EngineKind, reason: &str) -> Probe {
    let program = PathBuf::from(kind.program());
    at(kind, EngineState::NotReady { program, reason: reason.to_owned() })
}

fn absent(kind: EngineKind) -> Probe {
    at(kind, EngineState::Absent)
}

#[test]
fn the_first_engine_that_works_is_used() {
    use EngineKind::{Buildah, Docker, Podman};
    let chosen = choose(&[not_ready(Docker, "no daemon"), absent(Podman), ready(Buildah)]);
    assert_eq!(chosen.map(|engine| engine.kind), Ok(Buildah));
    let chosen = choose(&[ready(Docker), ready(Podman)]);
    assert_eq!(chosen.map(|engine| engine.kind), Ok(Docker));
}

#[test]
fn what_is_missing_is_explained() {
    use EngineKind::{Buildah, Docker, Podman};
    let no_socket =
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
    let no_right = "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock";
    let no_machine =
        "Error: unable to connect to Podman socket: dial tcp 127.0.0.1:52211: connect: connection refused";
    let mut page = String::new();
    for probes in [
        vec![absent(Docker), absent(Podman), absent(Buildah)],
        vec![absent(Podman)],
        vec![not_ready(Docker, no_socket), absent(Podman), absent(Buildah)],
        vec![not_ready(Docker, no_right)],
        vec![absent(Docker), not_ready(Podman, no_machine), absent(Buildah)],
        vec![not_ready(Docker, no_socket), not_ready(Podman, no_machine), absent(Buildah)],
    ] {
        let Err(error) = choose(&probes) else { panic!("{probes:?}") };
        let help = error.help().unwrap_or_default();
        let _ = write!(page, "error: {error}\n  = help: {help}\n\n");
    }
    insta::assert_snapshot!("engine_errors", page);
}
