//! `pclusterctl doctor`, page by page.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::lab::{bare, complaint, ended, signed, strict};

/// Programs that tell their version, and nothing else.
fn programs(directory: &Path, programs: &[(&str, &str)]) {
    for (name, prints) in programs {
        let path = directory.join(name);
        // No `cat`: the search path has these programs alone.
        fs::write(&path, format!("#!/bin/sh\necho '{prints}'\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

const ALL: [(&str, &str); 6] = [
    ("docker", "Docker version 28.5.1, build e180ab8"),
    ("buildah", "buildah version 1.41.4 (image-spec 1.1.1, runtime-spec 1.2.1)"),
    ("session-manager-plugin", "1.2.707.0"),
    ("pcluster", "{ \"version\": \"3.16.1\" }"),
    ("node", "v22.20.0"),
    ("aws", "aws-cli/2.31.3 Python/3.13.7 Linux/6.1.0 exe/x86_64.debian.12"),
];

fn page(code: i32, mut command: Command, tools: &[(&str, &str)]) -> String {
    let directory = tempfile::tempdir().unwrap();
    programs(directory.path(), tools);
    command.env("PATH", directory.path());
    let output = ended(command);
    let page = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{page}\n{}", complaint(&output));
    page
}

/// The emulator's address and access keys differ from run to run.
fn same(page: &str) -> String {
    let strict = strict();
    let keys = [&strict.admin, &strict.reader, &strict.nobody];
    let page = page.replace(&strict.aws.url(), "http://127.0.0.1:4566");
    keys.iter().fold(page, |page, (id, _)| {
        page.replace(&format!("{}...{}", &id[..4], &id[id.len() - 4..]), "AKIA...MPLE")
    })
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn all_is_well() {
    let strict = strict();
    insta::assert_snapshot!(same(&page(0, strict.as_user(&strict.admin, &["doctor"]), &ALL)));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn some_permissions_are_missing() {
    let strict = strict();
    insta::assert_snapshot!(same(&page(1, strict.as_user(&strict.reader, &["doctor"]), &ALL)));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn all_permissions_are_missing() {
    let strict = strict();
    insta::assert_snapshot!(same(&page(1, strict.as_user(&strict.nobody, &["doctor"]), &ALL)));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn for_programs() {
    let strict = strict();
    let lines = page(0, strict.as_user(&strict.admin, &["doctor", "--json"]), &ALL);
    // They come as they are known.
    let mut lines: Vec<String> = lines.lines().map(same).collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn nothing_is_set() {
    insta::assert_snapshot!(page(1, bare(&["doctor"]), &[]));
}

#[test]
fn offline() {
    insta::assert_snapshot!(page(0, signed(&["doctor", "--offline", "--region", "eu-central-1"]), &ALL));
}

#[test]
fn a_region_without_parallelcluster() {
    let mut command = bare(&["doctor", "--offline"]);
    command.env("AWS_DEFAULT_REGION", "ap-southeast-4");
    insta::assert_snapshot!(page(0, command, &ALL));
}

#[test]
fn the_first_of_two_variables_wins() {
    let mut command = bare(&["doctor", "--offline"]);
    command.env("AWS_REGION", "us-west-2").env("AWS_DEFAULT_REGION", "us-east-2");
    let page = page(0, command, &ALL);
    assert!(page.contains("us-west-2, from `AWS_REGION`"), "{page}");
}

#[test]
fn programs_that_are_old_or_broken() {
    let old = [("docker", "Docker version 28.5.1"), ("pcluster", "{ \"version\": \"3.1.0\" }")];
    let directory = tempfile::tempdir().unwrap();
    programs(directory.path(), &old);
    // The daemon does not answer.
    let docker = "#!/bin/sh\nif [ \"$1\" = version ]; then exit 1; fi\necho 'Docker version 28.5.1'\n";
    fs::write(directory.path().join("docker"), docker).unwrap();
    let mut command = signed(&["doctor", "--offline"]);
    command.env("PATH", directory.path());
    let output = ended(command);
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn an_engine_that_works_is_found_beside_one_that_does_not() {
    let directory = tempfile::tempdir().unwrap();
    programs(directory.path(), &[("buildah", "buildah version 1.41.4")]);
    let docker = "#!/bin/sh\nif [ \"$1\" = version ]; then echo 'the daemon is not there' >&2; exit 1; fi\n\
                  echo 'Docker version 28.5.1'\n";
    fs::write(directory.path().join("docker"), docker).unwrap();
    fs::set_permissions(directory.path().join("docker"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = signed(&["doctor", "--offline"]);
    command.env("PATH", directory.path());
    let page = String::from_utf8(ended(command).stdout).unwrap();
    let line = page.lines().find(|line| line.contains("container engine")).unwrap();
    assert_eq!(
        line,
        "  ok       container engine        buildah 1.41.4; docker 28.5.1 does not work: the daemon is not there"
    );
}

#[test]
fn it_explains_itself() {
    insta::assert_snapshot!(page(0, bare(&["doctor", "--help"]), &[]));
}
