//! `pclusterctl data bucket` that is killed and run again.

use super::lab::{aws, data, get, killed_after};

/// The settings of a bucket, as S3 tells them.
fn settings(bucket: &str) -> String {
    let settings = [
        "policy",
        "tagging",
        "versioning",
        "encryption",
        "lifecycle",
        "publicAccessBlock",
        "ownershipControls",
    ];
    let told = settings.map(|setting| get(aws(), &format!("/{bucket}?{setting}")));
    told.join("\n").replace(bucket, "BUCKET")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn killed_at_any_step_it_goes_on_where_it_was() {
    let whole = data(aws(), &["bucket", "never-killed", "--json"]);
    assert_eq!(whole.code, Some(0), "{}", whole.err);
    let expected = settings("never-killed");
    // A line for the plan, two for every change, one for the end.
    let lines = whole.out.lines().count();
    for line in 1..lines {
        let bucket = format!("killed-after-{line}");
        killed_after(aws(), line, &["bucket", &bucket, "--json"]);
        let again = data(aws(), &["bucket", &bucket]);
        assert_eq!(again.code, Some(0), "line {line}: {}", again.err);
        assert_eq!(settings(&bucket), expected, "line {line}");
        let third = data(aws(), &["bucket", &bucket]);
        assert!(third.err.contains("nothing to change"), "line {line}: {}", third.err);
    }
}
