//! `pclusterctl data associate`.

use std::process::Command;

use serde_json::json;

use super::lab::{associations, aws, data, file_system, fsx, put, without_ids};

fn bucket(name: &str) {
    put(aws(), &format!("/{name}"), "");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_four_associations_are_made_once() {
    bucket("four");
    let file_system = file_system(aws(), "PERSISTENT_2", "2.15");
    let arguments = ["associate", "--file-system", &file_system, "--bucket", "four"];
    let first = data(aws(), &arguments);
    assert_eq!(first.code, Some(0), "{}", first.err);
    // The times and the order of what happens at once differ.
    insta::assert_snapshot!(without_ids(&first.out));
    let there = associations(aws(), &file_system);
    let second = data(aws(), &arguments);
    insta::assert_snapshot!(without_ids(&second.page()));
    assert_eq!(associations(aws(), &file_system), there);

    let settings: Vec<_> = there
        .iter()
        .map(|association| {
            json!({
                "path": association["FileSystemPath"], "s3": association["DataRepositoryPath"],
                "events": association["S3"], "batch": association["BatchImportMetaDataOnCreate"],
                "chunk": association["ImportedFileChunkSize"],
            })
        })
        .collect();
    insta::assert_json_snapshot!(settings);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn settings_that_differ_are_changed_and_places_are_not() {
    bucket("changing");
    let file_system = file_system(aws(), "PERSISTENT_1", "2.12");
    let run = |association: &str, more: &[&str]| {
        let arguments =
            ["associate", "--file-system", &file_system, "--bucket", "changing", "-a", association];
        data(aws(), &[&arguments, more].concat())
    };
    assert_eq!(run("/data=data/:import=all", &[]).code, Some(0));
    let plan = run("/data=data/:export=new:chunk-size=2048", &["--dry-run"]);
    insta::assert_snapshot!(without_ids(&plan.page()));
    assert_eq!(run("/data=data/:export=new:chunk-size=2048", &[]).code, Some(0));
    let there = associations(aws(), &file_system);
    assert_eq!(there.len(), 1);
    assert_eq!(there[0]["S3"]["AutoImportPolicy"]["Events"], json!([]));
    assert_eq!(there[0]["S3"]["AutoExportPolicy"]["Events"], json!(["NEW"]));
    assert_eq!(there[0]["ImportedFileChunkSize"], 2048);
    insta::assert_snapshot!(without_ids(&run("/data=elsewhere/", &[]).page()));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_goes_wrong_is_told_with_its_reason() {
    bucket("denied-bucket");
    bucket("misconfigured-bucket");
    let file_system = file_system(aws(), "PERSISTENT_2", "2.15");
    let run = |more: &[&str]| {
        let arguments = ["associate", "--file-system", &file_system];
        data(aws(), &[&arguments, more].concat())
    };
    let (denied, misconfigured) =
        ("/in=s3://denied-bucket/:import=all", "/out=s3://misconfigured-bucket/:export=all");
    let first = run(&["-a", denied, "-a", misconfigured]);
    assert_eq!(first.code, Some(2));
    let error = first.err.find("error:").unwrap();
    insta::assert_snapshot!(without_ids(&first.err[error..]));

    insta::assert_snapshot!(without_ids(&run(&["-a", denied]).page()));
    let failed = associations(aws(), &file_system);
    assert_eq!(run(&["-a", denied, "--yes"]).code, Some(2), "it fails again");
    let anew = associations(aws(), &file_system);
    assert!(anew.len() == 2 && !anew.contains(&failed[0]), "{anew:?}");

    put(
        aws(),
        "/misconfigured-bucket?tagging",
        "<Tagging><TagSet><Tag><Key>repaired</Key><Value>yes</Value></Tag></TagSet></Tagging>",
    );
    let repaired = run(&["-a", misconfigured]);
    assert_eq!(repaired.code, Some(0), "{}", repaired.err);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_cannot_be_is_told_before_anything_is_made() {
    bucket("for-refusals");
    assert_eq!(data(aws(), &["bucket", "in-oregon", "--region", "us-west-2"]).code, Some(0));
    let new = file_system(aws(), "PERSISTENT_2", "2.15");
    let old = file_system(aws(), "PERSISTENT_1", "2.10");
    let mut pages = String::new();
    for arguments in [
        ["--file-system", &old, "--bucket", "for-refusals"].as_slice(),
        &["--file-system", "fs-00000000000000000", "--bucket", "for-refusals"],
        &["--file-system", &new, "--bucket", "not-there-at-all"],
        &["--file-system", &new, "--bucket", "in-oregon"],
        &["--stack-name", "no-such-stack", "--bucket", "for-refusals"],
    ] {
        let run = data(aws(), &[&["associate"], arguments].concat());
        pages.extend(["$ pclusterctl data associate ", &arguments.join(" "), "\n", &run.page(), "\n"]);
    }
    insta::assert_snapshot!(without_ids(&pages));
    let json = data(aws(), &["associate", "--file-system", &old, "--bucket", "for-refusals", "--json"]);
    insta::assert_snapshot!("what_cannot_be_is_told_as_json", without_ids(&json.out));
    assert!(associations(aws(), &new).is_empty() && associations(aws(), &old).is_empty());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_file_system_has_eight_at_most() {
    bucket("for-eight");
    let file_system = file_system(aws(), "SCRATCH_2", "2.12");
    for number in 1..=7 {
        let asked = json!({
            "FileSystemId": file_system, "FileSystemPath": format!("/other{number}"),
            "DataRepositoryPath": format!("s3://for-eight/other{number}/"),
        });
        fsx(aws(), "CreateDataRepositoryAssociation", &asked);
    }
    let run = data(aws(), &["associate", "--file-system", &file_system, "--bucket", "for-eight"]);
    assert!(run.code == Some(2) && run.err.contains("there would be 11 associations"), "{}", run.err);
    let one = [
        "associate",
        "--file-system",
        &file_system,
        "--bucket",
        "for-eight",
        "-a",
        "/data=data/",
        "--no-wait",
    ];
    assert_eq!(data(aws(), &one).code, Some(0));
}

#[test]
fn what_is_wrong_in_itself_is_told_without_aws() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.args([
        "data",
        "associate",
        "-a",
        "data=data/",
        "-a",
        "/a=s3://mine/x/",
        "-a",
        "/a/b=s3://mine/x/y/",
    ]);
    let output = command.env("AWS_ENDPOINT_URL", "http://127.0.0.1:1").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
}
