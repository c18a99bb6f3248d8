//! `pclusterctl data ls`.

use super::lab::{aws, data, put};

/// A listing whose times are always the same.
fn timeless(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let is_time = |at: &usize| {
            let time = line.get(*at..*at + 19).unwrap_or_default();
            let shape: String =
                time.chars().map(|one| if one.is_ascii_digit() { '0' } else { one }).collect();
            matches!(shape.as_str(), "0000-00-00 00:00:00" | "0000-00-00T00:00:00")
        };
        match (0..line.len()).find(is_time) {
            Some(at) => shown.extend([&line[..at], "YYYY-MM-DD hh:mm:ss", &line[at + 19..], "\n"]),
            None => shown.extend([line, "\n"]),
        }
    }
    shown
}

fn fill(bucket: &str) {
    put(aws(), &format!("/{bucket}"), "");
    for (key, size) in
        [("README.md", 1234), ("data/a", 2_000_000), ("data/sets/b", 1), ("data/sets/c", 0), ("logs/x", 10)]
    {
        put(aws(), &format!("/{bucket}/{key}"), &"x".repeat(size));
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_is_there_is_listed_and_summed_up() {
    fill("listed");
    let mut pages = String::new();
    for arguments in [
        ["ls", "s3://listed"].as_slice(),
        &["ls", "s3://listed/data/", "--bytes"],
        &["ls", "s3://listed", "--names"],
        &["ls", "s3://listed/data", "--recursive"],
        &["ls", "s3://listed", "--json"],
        &["ls", "s3://listed/nothing/"],
    ] {
        let run = data(aws(), arguments);
        pages.extend(["$ pclusterctl data ", &arguments.join(" "), "\n", &timeless(&run.page()), "\n"]);
    }
    insta::assert_snapshot!(pages);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn pages_are_read_one_after_the_other() {
    put(aws(), "/many", "");
    for number in 0..2100 {
        put(aws(), &format!("/many/{}/{number:04}", if number < 1500 { "a" } else { "b" }), "x");
    }
    let run = data(aws(), &["ls", "s3://many", "--bytes"]);
    let sums: Vec<&str> = run.out.lines().map(str::trim).collect();
    assert_eq!(
        sums,
        ["1500         1500 objects  a/", "600          600 objects  b/", "total 2100 objects, 2100"]
    );
    assert_eq!(data(aws(), &["ls", "s3://many", "--recursive"]).out.lines().count(), 2101);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_bucket_that_is_not_there_is_told() {
    insta::assert_snapshot!(data(aws(), &["ls", "s3://nobody-has-this"]).page());
}
