//! What engines are given, seen from the engine: programs that stand in for docker, podman and buildah write it down.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pcluster_lab::Registry;

use super::lab::{image, lab, offline, page, succeed};

/// The base64 of `AWS:` and the password, which is ECR's token.
const TOKEN: &str = "QVdTOmxhYi1yZWdpc3RyeS1wYXNzd29yZC0wZjFlMmQzYw==";

/// A directory with stand-ins for engines, and what they write down.
struct Engines {
    directory: tempfile::TempDir,
}

impl Engines {
    fn new(names: &[&str]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let engines = Self { directory };
        for folder in ["bin", "record", "home/.docker/contexts", "tmp"] {
            fs::create_dir_all(engines.path(folder)).unwrap();
        }
        for name in names {
            engines.program(name, include_str!("fake_engine.sh"));
        }
        for program in ["sh", "env", "cp", "sed", "grep", "cat"] {
            let all = std::env::var_os("PATH").unwrap();
            let found =
                std::env::split_paths(&all).map(|folder| folder.join(program)).find(|file| file.exists());
            symlink(found.unwrap(), engines.path("bin").join(program)).unwrap();
        }
        let own = r#"{"auths":{"other.example":{"auth":"b3duLXNlY3JldA=="}},"credsStore":"desktop","currentContext":"desktop-linux"}"#;
        fs::write(engines.path("home/.docker/config.json"), own).unwrap();
        engines
    }

    fn program(&self, name: &str, text: &str) {
        let file = self.path("bin").join(name);
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Lets a command find these engines and no others.
    fn apply<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("PATH", self.path("bin"))
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("tmp"))
            .env("FAKE_RECORD", self.path("record"))
            .env_remove("DOCKER_CONFIG")
    }

    fn recorded(&self, name: &str) -> String {
        fs::read_to_string(self.path("record").join(name)).unwrap()
    }

    /// A page without what differs from run to run.
    fn page(&self, output: &Output) -> String {
        page(output)
            .replace(&lab().registry.host(), "[registry]")
            .replace(&*self.directory.path().to_string_lossy(), "[dir]")
    }
}

/// All text of all files below a directory.
fn all_text(directory: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let _ = writeln!(text, "{}", path.display());
        text.push_str(&if path.is_dir() { all_text(&path) } else { fs::read_to_string(&path).unwrap() });
    }
    text
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_password_reaches_the_engine_over_a_pipe_alone() {
    for engine in ["docker", "podman", "buildah"] {
        let name = format!("secret-{engine}");
        succeed(&mut image(&["repository", &name]));
        let engines = Engines::new(&[engine]);
        let output = engines.apply(&mut image(&["push", "--repository", &name])).output().unwrap();
        // It does not really push, which is noticed.
        assert_eq!(output.status.code(), Some(2), "{}", page(&output));
        assert!(page(&output).contains("but the repository does not have it"), "{}", page(&output));

        let answer: serde_json::Value = serde_json::from_str(&engines.recorded("answer")).unwrap();
        assert_eq!((&answer["Username"], &answer["Secret"]), (&"AWS".into(), &Registry::PASSWORD.into()));
        let configuration = all_text(&engines.path("record/configuration"));
        let seen = [engines.recorded("argv"), engines.recorded("env"), configuration.clone(), page(&output)]
            .concat();
        for secret in [Registry::PASSWORD, TOKEN, "b3duLXNlY3JldA=="] {
            assert!(!seen.contains(secret), "{engine}: {seen}");
        }
        assert!(configuration.contains("desktop-linux"), "{configuration}");
        assert!(!configuration.contains("\"desktop\""), "{configuration}");
        assert_eq!(fs::read_dir(engines.path("tmp")).unwrap().count(), 0, "something was left behind");
        let argv = engines.recorded("argv").replace(&lab().registry.host(), "[registry]");
        let place = argv.split_whitespace().find(|word| word.contains("/pclusterctl-")).unwrap().to_owned();
        let argv = argv.replace(
            &place,
            if place.ends_with("auth.json") { "[temporary]/auth.json" } else { "[temporary]" },
        );
        insta::assert_snapshot!(format!("argv_{engine}"), argv);
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_way_to_aws_is_the_same_for_the_helper() {
    succeed(&mut image(&["repository", "way"]));
    let engines = Engines::new(&["docker"]);
    let url = lab().aws.url();
    let mut push = image(&["push", "--repository", "way", "--region", "us-east-1", "--endpoint-url", &url]);
    push.env_remove("AWS_REGION").env_remove("AWS_ENDPOINT_URL");
    let output = engines.apply(&mut push).output().unwrap();
    assert!(page(&output).contains("but the repository does not have it"), "{}", page(&output));
    assert!(engines.recorded("answer").contains(Registry::PASSWORD));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn failures_of_a_push_are_explained_and_those_that_pass_are_tried_again() {
    succeed(&mut image(&["repository", "failing"]));
    let expired = "denied: Your authorization token has expired. Reauthenticate and try again.";
    let denied = "denied: User: arn:aws:iam::123456789012:user/x is not authorized to perform: ecr:InitiateLayerUpload";
    let full = "write /var/lib/docker/tmp/x: no space left on device";
    let mut text = String::new();
    for failures in [format!("{expired}\nunexpected EOF\n{denied}"), full.to_owned()] {
        let engines = Engines::new(&["docker"]);
        let mut push = image(&["push", "--repository", "failing"]);
        let output = engines.apply(&mut push).env("FAKE_FAILURES", &failures).output().unwrap();
        let pushes = engines.recorded("argv").matches("push").count();
        // It comes over another pipe than the rest, now before and now after it.
        let said = engines.page(&output).replace("f5a6: Pushed\n", "");
        let _ = write!(text, "{said}--- pushes {pushes}\n\n");
    }
    insta::assert_snapshot!("failing_pushes", text);
}

#[test]
fn an_engine_is_chosen_or_its_absence_explained() {
    let mut text = String::new();
    let no_daemon = "#!/bin/sh\necho 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2\nexit 1\n";
    let built_by = |engines: &Engines, arguments: &[&str]| {
        let context = engines.path("home");
        fs::write(context.join("Dockerfile"), "FROM scratch\n").unwrap();
        let mut all = vec!["build", context.to_str().unwrap()];
        all.extend(arguments);
        let output = engines.apply(&mut offline(&all)).output().unwrap();
        page(&output).replace(&*engines.directory.path().to_string_lossy(), "[dir]")
    };
    text.push_str(&built_by(&Engines::new(&[]), &[]));
    text.push_str(&built_by(&Engines::new(&["docker"]), &["--engine", "podman"]));
    let engines = Engines::new(&[]);
    engines.program("docker", no_daemon);
    text.push_str(&built_by(&engines, &[]));
    let engines = Engines::new(&["buildah"]);
    engines.program("docker", no_daemon);
    let chosen = built_by(&engines, &[]);
    assert!(
        chosen.contains("building pytorch-training-custom:latest for linux/amd64 with buildah"),
        "{chosen}"
    );
    insta::assert_snapshot!("no_engine", text);
}

#[test]
fn a_directory_without_a_dockerfile_is_noticed() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().to_str().unwrap();
    let output = offline(&["build", place]).output().unwrap();
    insta::assert_snapshot!("no_dockerfile", page(&output).replace(place, "[dir]"));
}

#[test]
fn the_helper_answers_as_engines_expect() {
    let directory = tempfile::tempdir().unwrap();
    let helper = directory.path().join("docker-credential-pclusterctl");
    symlink(env!("CARGO_BIN_EXE_pclusterctl"), &helper).unwrap();
    let mut text = String::new();
    for action in ["list", "store", "erase", "get", "version"] {
        let address = directory.path().join("address");
        fs::write(&address, "https://index.docker.io/v1/").unwrap();
        let output =
            Command::new(&helper).arg(action).stdin(fs::File::open(&address).unwrap()).output().unwrap();
        let _ = write!(text, "{action}:\n{}", page(&output));
    }
    insta::assert_snapshot!("helper", text);
}
