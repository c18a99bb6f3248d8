//! `pclusterctl data bucket` that is killed and run again.

use super::lab::{aws, command, data, get, killed_at, long_way};

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
    let steps = whole.out.matches(r#""event":"changed""#).count();
    assert_eq!(steps, 7);
    std::thread::scope(|scope| {
        for step in 1..=steps {
            for event in ["changing", "changed"] {
                let expected = &expected;
                scope.spawn(move || kill_and_go_on(event, step, step == steps, expected));
            }
        }
    });
}

fn kill_and_go_on(event: &str, step: usize, is_last: bool, expected: &str) {
    let bucket = format!("killed-{event}-{step}");
    let words = format!(r#""event":"{event}","number":{step}"#);
    let mut command = command(aws(), &["bucket", &bucket, "--json"]);
    command.env("AWS_ENDPOINT_URL", long_way());
    let killed = killed_at(command, &words);
    assert!(killed || (is_last && event == "changed"), "{words}");
    let again = data(aws(), &["bucket", &bucket]);
    assert_eq!(again.code, Some(0), "{words}: {}", again.err);
    assert_eq!(settings(&bucket), expected, "{words}");
    let third = data(aws(), &["bucket", &bucket]);
    assert!(third.err.contains("nothing to change"), "{words}: {}", third.err);
}
