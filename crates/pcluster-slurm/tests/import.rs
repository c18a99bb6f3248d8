//! What the script that imports an image does, run by bash beside stand-ins for enroot and the AWS CLI.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pcluster_slurm::container::{Import, ImportError, ImportOptions};
use proptest::prelude::*;

/// Writes what it was called with, and an image.
const ENROOT: &str = r#"#!/bin/bash
printf '%s\n' "$@" >"$LAB/enroot.args"
env | grep ^ENROOT_ | sort >"$LAB/enroot.env"
if [[ -n ${ENROOT_CONFIG_PATH-} ]]; then
  stat -c '%a %n' "$ENROOT_CONFIG_PATH" >"$LAB/secrets.mode"
  cat "$ENROOT_CONFIG_PATH/.credentials" >"$LAB/credentials"
  # As enroot does with a password that begins with a dollar sign.
  eval "echo $(cut -d' ' -f6- "$ENROOT_CONFIG_PATH/.credentials")" >"$LAB/password"
fi
mkdir -p "$ENROOT_CACHE_PATH"
mkdir -m 500 "$ENROOT_TEMP_PATH/layer"
[[ $1 == import && $2 == --output && $4 == -- ]] || exit 64
printf 'half an image' >"$3"
[[ -z ${ENROOT_FAILS-} ]] || exit 3
printf 'an image' >"$3"
"#;

const AWS: &str = r#"#!/bin/bash
printf '%s\n' "$*" >>"$LAB/aws.args"
[[ -z ${AWS_FAILS-} ]] || { echo "no identity" >&2; exit 255; }
printf 'secret-token\n'
"#;

struct Lab {
    directory: tempfile::TempDir,
}

impl Lab {
    fn new() -> Self {
        let lab = Self { directory: tempfile::tempdir().unwrap() };
        for (name, text) in [("enroot", ENROOT), ("aws", AWS)] {
            let path = lab.path("bin").join(name);
            fs::create_dir_all(lab.path("bin")).unwrap();
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::create_dir(lab.path("scratch")).unwrap();
        fs::create_dir(lab.path("fsx")).unwrap();
        lab
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn script(&self, image: &str, target: &Path, change: impl Fn(&mut ImportOptions)) -> String {
        let mut options = ImportOptions::default();
        options.scratch = Some(self.path("scratch").display().to_string());
        options.size_gib = 0;
        change(&mut options);
        let import = Import::new(&image.parse().unwrap(), &target.display().to_string(), options);
        import.unwrap().script()
    }

    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        fs::write(self.path("import.sh"), script).unwrap();
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command.arg(self.path("import.sh")).env("PATH", path).env("LAB", self.directory.path());
        command.envs(variables.iter().copied()).output().unwrap()
    }

    /// What is left beside the image, and on the local disk.
    fn left(&self) -> Vec<String> {
        let list = |folder: &str| {
            let entries = fs::read_dir(self.path(folder)).unwrap();
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        let mut left = list("fsx");
        left.extend(list("scratch"));
        left.sort();
        left
    }
}

const NGC: &str = "nvcr.io/nvidia/pytorch:24.07-py3";
const ECR: &str = "docker://111122223333.dkr.ecr.us-west-2.amazonaws.com#training:latest";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_image_is_imported_and_nothing_else_remains() {
    let lab = Lab::new();
    let target = lab.path("fsx/images/pytorch.sqsh");
    let output = lab.run(&lab.script(NGC, &target, |_| {}), &[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&target).unwrap(), "an image");
    assert_eq!(text(&output.stdout), format!("{} is imported\n", target.display()));
    assert!(lab.read("enroot.args").ends_with("--\ndocker://nvcr.io#nvidia/pytorch:24.07-py3\n"));
    assert!(lab.read("enroot.env").contains(&format!("ENROOT_CACHE_PATH={}", lab.path("scratch").display())));
    assert_eq!(lab.left(), ["images"]);
    assert_eq!(fs::read_dir(lab.path("fsx/images")).unwrap().count(), 1);
}

#[test]
fn an_image_that_is_there_is_left_alone() {
    let lab = Lab::new();
    let target = lab.path("fsx/pytorch.sqsh");
    fs::write(&target, "the old image").unwrap();
    let output = lab.run(&lab.script(NGC, &target, |_| {}), &[]);
    assert!(output.status.success());
    assert_eq!(fs::read_to_string(&target).unwrap(), "the old image");
    assert!(!lab.path("enroot.args").exists());
    let output = lab.run(&lab.script(NGC, &target, |options| options.replace = true), &[]);
    assert!(output.status.success());
    assert_eq!(fs::read_to_string(&target).unwrap(), "an image");
}

#[test]
fn an_import_that_fails_leaves_nothing() {
    let lab = Lab::new();
    let target = lab.path("fsx/pytorch.sqsh");
    let output = lab.run(&lab.script(NGC, &target, |_| {}), &[("ENROOT_FAILS", "1")]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(lab.left(), [""; 0]);
}

#[test]
fn without_room_nothing_is_begun() {
    let lab = Lab::new();
    let target = lab.path("fsx/pytorch.sqsh");
    let output = lab.run(&lab.script(NGC, &target, |options| options.size_gib = 1_000_000), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("GiB left; 1000000 are needed"), "{}", text(&output.stderr));
    assert!(!lab.path("enroot.args").exists());
    assert_eq!(lab.left(), [""; 0]);
}

#[test]
fn the_password_of_ecr_is_in_no_file_and_on_no_command_line() {
    let lab = Lab::new();
    let target = lab.path("fsx/training.sqsh");
    let script = lab.script(ECR, &target, |_| {});
    let output = lab.run(&script, &[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        lab.read("credentials"),
        "machine 111122223333.dkr.ecr.us-west-2.amazonaws.com login AWS password $(aws ecr get-login-password --region us-west-2)\n"
    );
    // enroot gets it from there all the same.
    assert_eq!(lab.read("password"), "secret-token\n");
    let mode = lab.read("secrets.mode");
    assert!(mode.starts_with("700 /dev/shm/"), "{mode}");
    assert!(!Path::new(mode.trim().split_once(' ').unwrap().1).exists(), "it is gone with the script");
    for shown in [&script, &lab.read("enroot.args"), &lab.read("enroot.env"), &lab.read("aws.args")] {
        assert!(!shown.contains("secret-token"), "{shown}");
    }
    assert!(!text(&output.stdout).contains("secret-token") && !text(&output.stderr).contains("secret-token"));
}

#[test]
fn what_the_aws_cli_says_is_seen() {
    let lab = Lab::new();
    let output = lab.run(&lab.script(ECR, &lab.path("fsx/a.sqsh"), |_| {}), &[("AWS_FAILS", "1")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr),
        "no identity\ncannot log in to 111122223333.dkr.ecr.us-west-2.amazonaws.com\n"
    );
    assert_eq!(lab.left(), [""; 0]);
}

#[test]
fn a_named_user_logs_in_with_a_password_of_their_own() {
    let lab = Lab::new();
    let image = "me@111122223333.dkr.ecr.us-west-2.amazonaws.com#training";
    let output = lab.run(&lab.script(image, &lab.path("fsx/a.sqsh"), |_| {}), &[]);
    assert!(output.status.success());
    assert!(!lab.path("aws.args").exists() && !lab.path("credentials").exists());
}

#[test]
fn what_cannot_be_imported_is_refused() {
    let import = |image: &str, target: &str, partition: Option<&str>| {
        let mut options = ImportOptions::default();
        options.partition = partition.map(str::to_owned);
        Import::new(&image.parse().unwrap(), target, options).unwrap_err()
    };
    assert_eq!(import("/fsx/a.sqsh", "/fsx/b.sqsh", None), ImportError::File("/fsx/a.sqsh".to_owned()));
    assert_eq!(import("ubuntu", "b.sqsh", None), ImportError::NotAbsolute("b.sqsh".to_owned()));
    assert_eq!(import("ubuntu", "/b\n#SBATCH", None), ImportError::LineBreak("/b\n#SBATCH".to_owned()));
    assert_eq!(import("ubuntu", "/b", Some("a b")), ImportError::Partition("a b".to_owned()));
}

#[test]
fn the_scripts_read_well() {
    let lab = |image: &str, partition: Option<&str>| {
        let mut options = ImportOptions::default();
        options.scratch = Some("/scratch".to_owned());
        options.partition = partition.map(str::to_owned);
        Import::new(&image.parse().unwrap(), "/fsx/it's here.sqsh", options).unwrap().script()
    };
    insta::assert_snapshot!("import_ngc", lab(NGC, None));
    insta::assert_snapshot!("import_ecr_job", lab(ECR, Some("cpu")));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn shellcheck_finds_nothing() {
    let tools = std::env::var("PCLUSTER_TOOLS").unwrap();
    let lab = Lab::new();
    for (name, image) in [("a.sh", NGC), ("b.sh", ECR), ("c.sh", "dockerd://training:latest")] {
        let script = lab.script(image, &lab.path("fsx/it's here.sqsh"), |options| {
            options.partition = Some("cpu".to_owned())
        });
        fs::write(lab.path(name), script).unwrap();
        let output =
            Command::new(format!("{tools}/venv/bin/shellcheck")).arg(lab.path(name)).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stdout));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn no_path_breaks_out(name in "[a-zA-Z0-9 '\"$`\\\\;&|*~#()!-]{1,20}") {
        let lab = Lab::new();
        let target = lab.path("fsx").join(format!("{name}.sqsh"));
        let output = lab.run(&lab.script(NGC, &target, |_| {}), &[]);
        prop_assert!(output.status.success(), "{}", text(&output.stderr));
        prop_assert_eq!(fs::read_to_string(&target).unwrap(), "an image");
        prop_assert_eq!(lab.left(), [format!("{name}.sqsh")]);
    }
}
