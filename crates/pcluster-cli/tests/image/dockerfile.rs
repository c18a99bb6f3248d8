//! The files that the training image is made of.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use pcluster_lab::{buildah, python, tool};

use super::lab::{offline, page, succeed};

#[test]
fn the_dockerfile_is_shown() {
    insta::assert_snapshot!("dockerfile", succeed(&mut offline(&["dockerfile"])));
}

#[test]
fn versions_are_put_in() {
    let text = succeed(&mut offline(&[
        "dockerfile",
        "--dlc-tag",
        "2.6.0-gpu-py312-cu126-ubuntu22.04-ec2-v1.0",
        "--flash-attn",
        "2.7.4.post1",
    ]));
    let base = "ARG BASE=public.ecr.aws/deep-learning-containers/pytorch-training:2.6.0-gpu-py312-cu126-ubuntu22.04-ec2-v1.0\n";
    assert!(text.contains(base) && text.contains("ARG FLASH_ATTN=2.7.4.post1\n"), "{text}");
    for (option, wrong) in [("--deepspeed", ">=0.16"), ("--transformers", "1 && curl"), ("--base", "a b")] {
        let output = offline(&["dockerfile", option, wrong]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn files_are_written_once_and_never_over_somebody_s_work() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("training-image");
    let shown = place.to_string_lossy().into_owned();
    let write = |more: &[&str]| {
        let mut arguments = vec!["dockerfile", "--output", &shown];
        arguments.extend(more);
        page(&offline(&arguments).output().unwrap()).replace(&shown, "[dir]")
    };
    let first = write(&[]);
    let second = write(&[]);
    let mode = fs::metadata(place.join("start-sshd")).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0o111, "{mode:o}");

    fs::write(place.join("ds_config.json"), "{}").unwrap();
    fs::remove_file(place.join("Dockerfile")).unwrap();
    let refused = write(&[]);
    assert!(!place.join("Dockerfile").exists());
    assert_eq!(fs::read_to_string(place.join("ds_config.json")).unwrap(), "{}");
    let forced = write(&["--force"]);
    insta::assert_snapshot!(
        "dockerfile_output",
        format!("first:\n{first}\nsecond:\n{second}\nchanged:\n{refused}\n--force:\n{forced}")
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn checkers_find_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path();
    succeed(&mut offline(&["dockerfile", "--output", &place.to_string_lossy()]));
    succeed(Command::new(tool("hadolint")).arg(place.join("Dockerfile")));
    succeed(Command::new(tool("shellcheck")).args([place.join("start-sshd"), place.join("check-node")]));
    succeed(
        Command::new(python()).args(["-m", "py_compile"]).arg(place.join("train_distributed_deepspeed.py")),
    );
    succeed(Command::new(python()).args(["-m", "json.tool"]).arg(place.join("ds_config.json")));
}

/// The base image is one of a few programs of this machine, and of stand-ins for those that do the work.
#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn an_engine_builds_the_training_image() {
    let directory = tempfile::tempdir().unwrap();
    let storage = directory.path().join("storage");
    fs::create_dir(&storage).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/image/stand_in_base.sh");
    let context = directory.path().join("base");
    succeed(Command::new("bash").arg(script).arg(&context));
    let mut make_base = Command::new("buildah");
    buildah(&mut make_base, &storage);
    succeed(make_base.args(["build", "--quiet", "--tag", "base:1"]).arg(&context));

    let build = ["build", "--base", "localhost/base:1", "--repository", "trained", "--deepspeed", "0.15.4"];
    let mut build = offline(&build);
    buildah(&mut build, &storage);
    let output = build.output().unwrap();
    let said = page(&output);
    assert!(output.status.success(), "{said}");
    let installed = "python -m pip install --constraint /etc/pip-constraints.txt accelerate==1.10.1 datasets==3.6.0 \
                     deepspeed==0.15.4 transformers==4.57.6\n";
    assert!(said.contains(installed), "{said}");

    let mut mount = Command::new("buildah");
    buildah(&mut mount, &storage);
    let look = "set -e; c=$(buildah from trained:latest); cd \"$(buildah mount $c)\"; \
                ls workspace usr/local/bin root etc/ssh -A; cat etc/pip-constraints.txt";
    let mut look_in = Command::new("sh");
    buildah(&mut look_in, &storage);
    let inside = succeed(look_in.args(["-c", look]));
    insta::assert_snapshot!("inside_the_image", inside);
}
