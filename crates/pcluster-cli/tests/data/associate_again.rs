//! `pclusterctl data associate` that waits, is killed, and is run again.

use serde_json::Value;

use super::lab::{associations, data, file_system, killed_after, put, slow};

/// What is the same whenever the same was asked for.
fn settings(associations: &[Value]) -> Vec<(String, String, String, String)> {
    let text = |value: &Value| value.to_string();
    let mut settings: Vec<_> = associations
        .iter()
        .map(|one| {
            (
                text(&one["FileSystemPath"]),
                text(&one["DataRepositoryPath"]),
                text(&one["S3"]),
                text(&one["Lifecycle"]),
            )
        })
        .collect();
    settings.sort();
    settings
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn killed_at_any_step_it_goes_on_where_it_was() {
    put(slow(), "/killed", "");
    let arguments = |file_system: &str| {
        ["associate", "--json", "--bucket", "killed", "--file-system", file_system].map(str::to_owned)
    };
    let whole = file_system(slow(), "PERSISTENT_2", "2.15");
    let whole_arguments = arguments(&whole);
    let run = data(slow(), &whole_arguments.each_ref().map(String::as_str));
    assert_eq!(run.code, Some(0), "{}", run.err);
    let expected = settings(&associations(slow(), &whole));
    assert_eq!(expected.len(), 4);
    assert!(expected.iter().all(|(.., lifecycle)| lifecycle.contains("AVAILABLE")), "{expected:?}");

    // A line for the plan, one or more while the file system is made, two for each association and one at its end.
    let lines = run.out.lines().count();
    std::thread::scope(|scope| {
        for line in 1..lines {
            let expected = &expected;
            scope.spawn(move || {
                let file_system = file_system(slow(), "PERSISTENT_2", "2.15");
                let arguments = arguments(&file_system);
                let arguments = arguments.each_ref().map(String::as_str);
                killed_after(slow(), line, &arguments);
                let again = data(slow(), &arguments);
                assert_eq!(again.code, Some(0), "line {line}: {}", again.err);
                assert_eq!(&settings(&associations(slow(), &file_system)), expected, "line {line}");
            });
        }
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn without_waiting_it_ends_at_once() {
    put(slow(), "/hurried", "");
    let file_system = file_system(slow(), "PERSISTENT_2", "2.15");
    let arguments = ["associate", "--bucket", "hurried", "--file-system", &file_system];
    let first = data(slow(), &[arguments.as_slice(), &["--no-wait"]].concat());
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert!(first.out.contains("being made"), "{}", first.out);
    let second = data(slow(), &arguments);
    assert!(second.code == Some(0) && !second.out.contains("being made"), "{}", second.out);
}
