//! A real engine pushes into a real registry.

use std::path::Path;
use std::process::Command;

use pcluster_lab::{Proxy, buildah};
use serde_json::Value;

use super::lab::{image, lab, page, succeed, tiny_context};

/// The program with buildah as its engine.
fn with_buildah(arguments: &[&str], storage: &Path) -> Command {
    let mut command = image(arguments);
    buildah(&mut command, storage);
    command
}

fn lines(json: &str) -> Vec<Value> {
    json.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn an_image_is_built_pushed_once_and_verified() {
    let (storage, context) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let name = "team/built";
    tiny_context(context.path(), b"one");
    let outputs = storage.path().join("pcluster-env.sh");
    std::fs::write(&outputs, "export AWS_REGION=us-east-1\n").unwrap();
    let uri = format!("{}/{name}", lab().registry.host());
    let directory = context.path().to_str().unwrap();

    assert_eq!(succeed(&mut image(&["repository", name])), format!("{uri}\n"));
    let absent = image(&["verify", "--repository", name]).output().unwrap();
    assert_eq!(absent.status.code(), Some(1), "{}", page(&absent));
    let build = ["build", directory, "--repository", name, "--build-arg", "NOTE=x"];
    assert_eq!(succeed(&mut with_buildah(&build, storage.path())), format!("{name}:latest\n"));

    let push = ["push", "--repository", name, "--outputs", outputs.to_str().unwrap(), "--json"];
    let first = lines(&succeed(&mut with_buildah(&push, storage.path())));
    assert_eq!(first[0]["event"], "plan");
    assert_eq!((&first[0]["plan"], &first[0]["engine"]), (&"push".into(), &"buildah".into()));
    let outcome = first.last().unwrap();
    assert_eq!(outcome["pushed"], true);
    assert_eq!(outcome["image"]["uri"], format!("{uri}:latest"));
    assert_eq!(
        std::fs::read_to_string(&outputs).unwrap(),
        format!(
            "export AWS_REGION=us-east-1\nexport ECR_REPO_NAME={name}\nexport ECR_REPO_URI={uri}\n\
             export IMAGE_TAG=latest\nexport TRAINING_IMAGE_URI={uri}:latest\n"
        )
    );

    let second = lines(&succeed(&mut with_buildah(&push, storage.path())));
    assert_eq!(second[0]["plan"], "up-to-date");
    assert_eq!(second.last().unwrap()["pushed"], false);
    assert_eq!(second.last().unwrap()["image"]["digest"], outcome["image"]["digest"]);

    let verified: Value =
        serde_json::from_str(&succeed(&mut image(&["verify", "--repository", name, "--json"]))).unwrap();
    assert_eq!(verified["verdict"], "present");
    assert_eq!(verified["digest"], outcome["image"]["digest"]);
    assert_eq!(verified["tags"], serde_json::json!(["latest"]));
    assert!(verified["size"].as_u64().unwrap() > 0 && verified["pushed-at"].is_string(), "{verified}");
    let shown = image(&["verify", "--repository", name]).output().unwrap();
    let (digest, pushed_at) = (verified["digest"].as_str().unwrap(), verified["pushed-at"].as_str().unwrap());
    let shown = page(&shown)
        .replace(&lab().registry.host(), "[registry]")
        .replace(digest, "sha256:[digest]")
        .replace(pushed_at, "[time]")
        .replace(&format!("{} B", verified["size"]), "[size]");
    insta::assert_snapshot!("verified", shown);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn everything_succeeds_over_a_bad_line() {
    let bad = Proxy::start(lab().aws.port(), &["--throttle", "0.2", "--reset", "0.05", "--latency", "200"]);
    let (storage, context) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    tiny_context(context.path(), b"two");
    let directory = context.path().to_str().unwrap();
    for arguments in [
        &["repository", "bad-line"][..],
        &["build", directory, "--repository", "bad-line"],
        &["push", "--repository", "bad-line"],
        &["verify", "--repository", "bad-line"],
    ] {
        succeed(with_buildah(arguments, storage.path()).env("AWS_ENDPOINT_URL", bad.url()));
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn an_immutable_tag_is_not_pushed_again() {
    let (storage, context) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let directory = context.path().to_str().unwrap();
    succeed(&mut image(&["repository", "once", "--immutable-tags"]));
    let push = ["push", "--repository", "once", "--tag", "v1"];
    tiny_context(context.path(), b"first");
    succeed(&mut with_buildah(&["build", directory, "--repository", "once", "--tag", "v1"], storage.path()));
    let first = succeed(&mut with_buildah(&push, storage.path()));
    assert_eq!(
        succeed(&mut with_buildah(&push, storage.path())),
        first,
        "the same image again is no problem"
    );
    tiny_context(context.path(), b"second");
    succeed(&mut with_buildah(&["build", directory, "--repository", "once", "--tag", "v1"], storage.path()));
    let output = with_buildah(&push, storage.path()).output().unwrap();
    let said = page(&output);
    let digest = said.split(['(', ')']).find(|part| part.starts_with("sha256:")).unwrap().to_owned();
    insta::assert_snapshot!("immutable_tag", said.replace(&digest, "sha256:[digest]"));
}
