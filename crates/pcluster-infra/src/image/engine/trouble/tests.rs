use std::fmt::Write as _;

use super::*;

/// What engines and registries say.
const SAID: &[&str] = &[
    "ERROR: failed to solve: write /var/lib/docker/tmp/layer: no space left on device",
    "Error: copying layers: writing blob: storing blob to file \"/var/tmp/storage\": write: no space left on device",
    "tag invalid: The image tag 'latest' already exists in the 'x' repository and cannot be overwritten because the repository is immutable.",
    "name unknown: The repository with name 'x' does not exist in the registry with id '123456789012'",
    "no basic auth credentials",
    "denied: Your authorization token has expired. Reauthenticate and try again.",
    "denied: User: arn:aws:iam::123456789012:user/x is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:us-east-1:123456789012:repository/x",
    "toomanyrequests: Rate exceeded",
    "Error: writing blob: Patch \"https://r/v2/x\": write tcp 10.0.0.1:443: write: connection reset by peer",
    "failed commit on ref: unexpected status from PUT request: 503 Service Unavailable",
    "ERROR: failed to solve: public.ecr.aws/deep-learning-containers/pytorch-training:9: failed to resolve source metadata: not found",
    "the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/",
    "exec /bin/bash: exec format error",
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    "error: the process \"/bin/bash -o pipefail -c python -m pip install\" did not complete successfully: exit code: 1",
];

#[test]
fn every_trouble_has_a_remedy() {
    let mut page = String::new();
    for said in SAID {
        let lines = ["Step 1".to_owned(), (*said).to_owned()];
        let trouble = Trouble::of(&lines);
        let name = serde_json::to_string(&trouble).unwrap_or_default();
        let line = trouble.line(&lines).unwrap_or_default();
        let _ = write!(page, "{name}: {line}\n  = help: {}\n", trouble.help().unwrap_or("-"));
    }
    insta::assert_snapshot!("troubles", page);
}

#[test]
fn the_latest_trouble_counts() {
    let lines = ["unexpected EOF, retrying", "denied: not allowed"].map(str::to_owned);
    assert_eq!(Trouble::of(&lines), Trouble::Denied);
    assert!(!Trouble::Denied.passes() && Trouble::Connection.passes() && Trouble::Token.passes());
}
