//! `pclusterctl data associate` that waits, is killed, and is run again.

use serde_json::Value;

use super::lab::{associations, command, data, file_system, killed_at, put, slow};

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

    let mut moments = vec![r#""event":"plan""#.to_owned(), r#""event":"file-system""#.to_owned()];
    for path in ["/data", "/checkpoints", "/logs", "/results"] {
        moments.push(format!(r#""event":"doing","step":"create","association":{{"path":"{path}""#));
        moments.push(format!(r#""event":"asked","path":"{path}""#));
    }
    moments.push(r#""event":"changed""#.to_owned());
    std::thread::scope(|scope| {
        for words in &moments {
            let expected = &expected;
            scope.spawn(move || {
                let file_system = file_system(slow(), "PERSISTENT_2", "2.15");
                let arguments = arguments(&file_system);
                let arguments = arguments.each_ref().map(String::as_str);
                // A file system may be there before anybody looks.
                let killed = killed_at(command(slow(), &arguments), words);
                assert!(killed || words.contains("file-system"), "{words}");
                let again = data(slow(), &arguments);
                assert_eq!(again.code, Some(0), "{words}: {}", again.err);
                assert_eq!(&settings(&associations(slow(), &file_system)), expected, "{words}");
            });
        }
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn killed_between_removing_a_failed_one_and_making_it_anew() {
    put(slow(), "/denied-again", "");
    let file_system = file_system(slow(), "PERSISTENT_2", "2.15");
    let arguments = [
        "associate",
        "--yes",
        "--json",
        "--file-system",
        &file_system,
        "-a",
        "/in=s3://denied-again/:import=all",
    ];
    assert_eq!(data(slow(), &arguments).code, Some(2));
    let failed = associations(slow(), &file_system)[0]["AssociationId"].clone();
    assert!(killed_at(command(slow(), &arguments), r#""event":"doing","step":"replace""#));
    assert_eq!(data(slow(), &arguments).code, Some(2), "the new one fails like the old one");
    let there = associations(slow(), &file_system);
    assert!(there.len() == 1 && there[0]["AssociationId"] != failed, "{there:?}");
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
