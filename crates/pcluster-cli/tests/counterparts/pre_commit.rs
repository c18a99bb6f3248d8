//! The hook, as pre-commit installs and runs it.

use std::path::Path;
use std::process::Command;

use super::packaging::run_with_quick_build;
use super::process::{project, python_tool, succeed};

const SOUND: &str = include_str!("../../../../fixtures/clusters/gpu-training.yaml");
const CLUSTER_OF_JOBS: &str = include_str!("../../../../fixtures/jobs/cluster.yaml");

/// Git as on a new machine, and not in the repository that the tests may be run from.
fn git(directory: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(directory)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .envs([("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.com")])
        .envs([("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@example.com")])
        .env("PRE_COMMIT_HOME", directory.with_extension("cache"));
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
        git.env_remove(variable);
    }
    git
}

/// A repository with the work tree as it is, committed or not.
fn copy_of_the_project(to: &Path) {
    let list =
        succeed(git(&project()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]));
    for file in list.split_terminator('\0').filter(|file| project().join(file).is_file()) {
        std::fs::create_dir_all(to.join(file).parent().unwrap()).unwrap();
        std::fs::copy(project().join(file), to.join(file)).unwrap();
    }
    succeed(git(to).args(["init", "--quiet"]));
    succeed(git(to).args(["add", "--all"]));
    succeed(git(to).args(["commit", "--quiet", "--message", "all"]));
    succeed(git(to).args(["tag", "v1"]));
}

/// pre-commit in a repository.
fn pre_commit(repository: &Path) -> Command {
    let mut pre_commit = python_tool("pre-commit");
    for (name, value) in git(repository).get_envs() {
        match value {
            Some(value) => pre_commit.env(name, value),
            None => pre_commit.env_remove(name),
        };
    }
    pre_commit.current_dir(repository);
    pre_commit
}

/// Makes a repository of a folder, in which the hooks run before every commit.
fn install(repository: &Path) {
    succeed(git(repository).args(["init", "--quiet"]));
    succeed(pre_commit(repository).arg("install"));
}

/// Commits everything: whether the hooks let it pass, and what they said.
fn commit(repository: &Path) -> (bool, String) {
    succeed(git(repository).args(["add", "--all"]));
    run_with_quick_build(git(repository).args(["commit", "--message", "a cluster"]))
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn the_fix_hook_stops_a_commit_once() {
    let directory = tempfile::tempdir().unwrap();
    let (hooks, repository) = (directory.path().join("hooks"), directory.path().join("repository"));
    std::fs::create_dir_all(repository.join("clusters")).unwrap();
    copy_of_the_project(&hooks);
    let write = |name: &str, text: &str| std::fs::write(repository.join(name), text).unwrap();
    let hook = format!(
        "repos:\n  - {{ repo: '{}', rev: v1, hooks: [{{ id: pclusterctl-fix }}] }}\n",
        hooks.display()
    );
    write(".pre-commit-config.yaml", &hook);
    write("pclusterctl.toml", "release = '3.14.0'\nexclude = ['old-cluster.yaml']\n");
    let slip = SOUND.replace("InstanceType:", "InstanceTyp:");
    write("clusters/gpu-cluster.yaml", &slip);
    write("old-cluster.yaml", &slip);
    install(&repository);
    let commit = || commit(&repository);

    let (passed, said) = commit();
    assert!(!passed, "{said}");
    for part in ["files were modified by this hook", "fixed ", "in 1 file", "the settings exclude 1 file"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(std::fs::read_to_string(repository.join("clusters/gpu-cluster.yaml")).unwrap(), SOUND);
    assert_eq!(std::fs::read_to_string(repository.join("old-cluster.yaml")).unwrap(), slip);

    let (passed, said) = commit();
    assert!(passed && said.contains("Passed"), "{said}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn hooks_let_only_sound_files_through() {
    let directory = tempfile::tempdir().unwrap();
    let (hooks, repository) = (directory.path().join("hooks"), directory.path().join("repository"));
    std::fs::create_dir_all(repository.join("jobs")).unwrap();
    copy_of_the_project(&hooks);
    let write = |name: &str, text: &str| std::fs::write(repository.join(name), text).unwrap();
    write(
        ".pre-commit-config.yaml",
        &format!(
            "repos:\n  - repo: {}\n    rev: v1\n    hooks:\n      - id: pclusterctl-validate\n        \
             args: [--release, 3.14.0]\n      - id: pclusterctl-validate-templates\n      - id: \
             pclusterctl-job-check\n",
            hooks.display()
        ),
    );
    write("gpu-cluster.yaml", &SOUND.replace("InstanceType:", "InstanceTyp:"));
    write("cluster-config.yaml.template", "Region: ${AWS_REGION}\nImage:\n  Os: ubuntu2104\n");
    write("deployment.yaml", "kind: Deployment\n");
    write("pclusterctl.toml", "cluster = 'jobs-cluster.yaml'\n");
    write("jobs-cluster.yaml", CLUSTER_OF_JOBS);
    write("jobs/train.sbatch", "to do\n");
    write("jobs/setup.sh", "to do\n");
    install(&repository);
    let commit = || commit(&repository);

    let (passed, said) = commit();
    assert!(!passed, "{said}");
    for part in [
        "error[unknown-key]: `InstanceTyp` is not a key of `HeadNode`",
        "--> gpu-cluster.yaml:",
        "for ParallelCluster 3.14.0",
        "--> cluster-config.yaml.template:3:7",
        "error[not-a-job]: this is neither a script for `sbatch` nor a job as YAML\n --> jobs/train.sbatch:1:1",
        "against jobs-cluster.yaml",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains("deployment.yaml") && !said.contains("setup.sh"), "{said}");

    write("gpu-cluster.yaml", SOUND);
    write("cluster-config.yaml.template", &SOUND.replace("us-east-1", "${AWS_REGION}"));
    write("jobs/train.sbatch", "#!/bin/bash\n#SBATCH --partition=cpu\n#SBATCH --time=10\nsrun hostname\n");
    let (passed, said) = commit();
    assert!(passed, "{said}");
    assert_eq!(said.matches("Passed").count(), 3, "{said}");
}

#[test]
fn what_the_hooks_build_leaves_the_aws_sdk_out() {
    let pyproject = std::fs::read_to_string(project().join("pyproject.toml")).unwrap();
    assert!(pyproject.contains("no-default-features = true"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(project()).args([
        "tree",
        "--locked",
        "--package",
        "pcluster-cli",
        "--no-default-features",
    ]);
    let tree = succeed(cargo.args(["--edges", "normal,build", "--prefix", "none"]));
    assert!(tree.starts_with("pcluster-cli ") && tree.contains("\npcluster-config "), "{tree}");
    let heavy: Vec<&str> =
        tree.lines().filter(|line| ["aws-", "tokio "].iter().any(|name| line.starts_with(name))).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}
