//! Variables for the steps that follow.

use std::fs;

use super::lab::{aws, data, file_system, stack_that_tells};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn bucket_and_directories_are_written_and_other_lines_kept() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("pcluster-env.sh");
    let file = path.to_str().unwrap();
    fs::write(&path, "# mine\nexport S3_BUCKET_NAME=old # theirs\nexport VPC_ID=vpc-1\n").unwrap();
    let run = data(aws(), &["bucket", "for-variables", "--outputs", file]);
    assert_eq!(run.code, Some(0), "{}", run.err);

    stack_that_tells(aws(), "for-variables", &file_system(aws(), "PERSISTENT_2", "2.15"));
    let arguments = [
        "associate",
        "--stack-name",
        "for-variables",
        "--bucket",
        "for-variables",
        "--mount-dir",
        "/fsx",
        "--outputs",
        file,
    ];
    let run = data(aws(), &arguments);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let text = fs::read_to_string(&path).unwrap();
    insta::assert_snapshot!(text);

    assert_eq!(data(aws(), &arguments).code, Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "a second run changes nothing");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_file_that_cannot_be_changed_keeps_the_bucket_from_being_made() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spoilt.sh");
    fs::write(&path, "export NAME=\"never closed\n").unwrap();
    let run = data(aws(), &["bucket", "never-made", "--outputs", path.to_str().unwrap()]);
    assert!(run.code == Some(2) && run.err.contains("cannot change"), "{}", run.err);
    assert!(super::lab::get(aws(), "/never-made?tagging").contains("NoSuchBucket"));
}
