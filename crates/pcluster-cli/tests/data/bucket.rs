//! `pclusterctl data bucket`.

use std::process::Command;

use super::lab::{Request, aws, data, get, put};

/// A policy of somebody else, with a statement that lets everybody in.
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Sid":"Website","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/public/*"},
    {"Sid":"Team","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}]}"#;

/// A lifecycle in the older form.
const LIFECYCLE: &str = "<LifecycleConfiguration><Rule><ID>tmp</ID><Prefix>tmp/</Prefix><Status>Enabled</Status>\
    <Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>";

const KMS: &str = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>\
    <SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>alias/team</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>\
    </Rule></ServerSideEncryptionConfiguration>";

/// A bucket that somebody uses.
fn used(bucket: &str) {
    put(aws(), &format!("/{bucket}"), "");
    put(aws(), &format!("/{bucket}/file"), "content");
    put(aws(), &format!("/{bucket}?policy"), &POLICY.replace("BUCKET", bucket));
    put(aws(), &format!("/{bucket}?lifecycle"), LIFECYCLE);
    put(aws(), &format!("/{bucket}?encryption"), KMS);
    put(
        aws(),
        &format!("/{bucket}?tagging"),
        "<Tagging><TagSet><Tag><Key>team</Key><Value>vision</Value></Tag></TagSet></Tagging>",
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_bucket_of_the_account_is_created_once() {
    let first = data(aws(), &["bucket", "--region", "eu-west-2"]);
    insta::assert_snapshot!(first.page());
    let second = data(aws(), &["bucket", "--region", "eu-west-2"]);
    insta::assert_snapshot!(second.page());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_dry_run_creates_nothing() {
    let dry = data(aws(), &["bucket", "only-planned", "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.err);
    assert!(dry.out.contains("1. create the bucket"), "{}", dry.out);
    assert!(get(aws(), "/only-planned?tagging").contains("NoSuchBucket"));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn json_is_one_object_a_line() {
    let run = data(aws(), &["bucket", "as-json", "--json", "--tag", "team=vision"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    for line in run.out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["event"].is_string(), "{line}");
    }
    insta::assert_snapshot!(run.out);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_bucket_of_others_is_adopted_with_consent_and_keeps_what_it_has() {
    used("in-use");
    let asked = data(aws(), &["bucket", "in-use"]);
    insta::assert_snapshot!(asked.page());
    assert!(!get(aws(), "/in-use?policy").contains("PclusterDeny"), "nothing was changed without consent");
    let agreed = data(aws(), &["bucket", "in-use", "--yes"]);
    assert_eq!(agreed.code, Some(0), "{}", agreed.err);

    let policy = get(aws(), "/in-use?policy");
    assert!(
        ["Website", "Team", "PclusterDenyInsecureTransport"].iter().all(|sid| policy.contains(sid)),
        "{policy}"
    );
    let lifecycle = get(aws(), "/in-use?lifecycle");
    assert!(lifecycle.contains("tmp/") && lifecycle.contains("<Days>3</Days>"), "{lifecycle}");
    assert!(lifecycle.contains("pclusterctl-abort-incomplete-uploads"), "{lifecycle}");
    let encryption = get(aws(), "/in-use?encryption");
    assert!(encryption.contains("aws:kms") && encryption.contains("alias/team"), "{encryption}");
    let tags = get(aws(), "/in-use?tagging");
    assert!(tags.contains("vision") && tags.contains("adopted"), "{tags}");

    let again = data(aws(), &["bucket", "in-use"]);
    assert!(again.code == Some(0) && again.err.contains("nothing to change"), "{}", again.err);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_bucket_of_another_account_is_never_touched() {
    let headers = [("x-moto-account-id", "111122223333")];
    for path in ["/of-others", "/parallelcluster-123456789012-eu-north-1"] {
        let (region, body) = match path {
            "/of-others" => ("us-east-1", ""),
            _ => (
                "eu-north-1",
                "<CreateBucketConfiguration><LocationConstraint>eu-north-1</LocationConstraint></CreateBucketConfiguration>",
            ),
        };
        Request { method: "PUT", path, region, headers: &headers, body, ..Request::default() }.send(aws());
    }
    let run = data(aws(), &["bucket", "of-others", "--yes"]);
    insta::assert_snapshot!(run.page());
    // Whoever is quicker could take the name that everybody expects.
    let run = data(aws(), &["bucket", "--region", "eu-north-1", "--yes"]);
    assert!(run.code == Some(2) && run.err.contains("belongs to another account"), "{}", run.err);
    let run = data(aws(), &["ls", "--region", "eu-north-1"]);
    assert!(run.code == Some(2) && run.err.contains("belongs to another account"), "{}", run.err);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_bucket_in_another_region_is_told() {
    assert_eq!(data(aws(), &["bucket", "in-frankfurt", "--region", "eu-central-1"]).code, Some(0));
    insta::assert_snapshot!(data(aws(), &["bucket", "in-frankfurt"]).page());
    let run = data(aws(), &["ls", "s3://in-frankfurt"]);
    assert!(run.code == Some(2) && run.err.contains("is in eu-central-1"), "{}", run.err);
}

#[test]
fn names_and_tags_are_checked_before_any_call() {
    for (arguments, reason) in [
        (["bucket", "My_Bucket"].as_slice(), "it has capital letters"),
        (&["bucket", "fine", "--tag", "team"], "a tag is written KEY=VALUE"),
        (&["bucket", "fine", "--tag", "aws:x=y"], "set by AWS alone"),
        (&["ls", "bucket/prefix"], "is not a place in S3"),
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_pclusterctl")).arg("data").args(arguments).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && err.contains(reason), "{arguments:?}: {err}");
    }
}
