//! What is removed, and what never is.

use std::fs;

use crate::bed::{Bed, figure, paths, server, tree};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nothing_is_removed_unless_that_is_asked_for() {
    let bed = Bed::new("removes");
    for name in ["keep", "gone", "sub/gone", "logs/old"] {
        bed.write(name, name);
    }
    assert_eq!(bed.sync(&[]).0, 0);
    for name in ["gone", "sub/gone", "logs/old"] {
        fs::remove_file(bed.file(name)).unwrap();
    }
    let (_, events) = bed.sync(&[]);
    assert_eq!(figure(&events, "removed"), 0);

    // There is no terminal to ask on.
    let output = bed.up(&server().url(), &["--delete"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(
        String::from_utf8(output.stderr).unwrap(),
        @"error: `--delete` asks before it removes anything, but there is no terminal; add `--yes`"
    );
    let (_, events) = bed.sync(&["--delete", "--dry-run"]);
    assert_eq!(paths(&events, "would-remove"), ["gone", "logs/old", "sub/gone"]);
    assert_eq!(tree(&bed.stored()).len(), 4);

    // What is left out by a glob is left alone.
    let (_, events) = bed.sync(&["--delete", "--yes", "--exclude", "logs/"]);
    assert_eq!(paths(&events, "removed"), ["gone", "sub/gone"]);
    let left: Vec<String> = tree(&bed.stored()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(left, ["keep", "logs/old"]);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nothing_is_removed_when_something_failed() {
    let bed = Bed::new("removes-not");
    bed.write("keep", "keep");
    bed.write("gone", "gone");
    assert_eq!(bed.sync(&[]).0, 0);
    fs::remove_file(bed.file("gone")).unwrap();
    std::os::unix::fs::symlink("nowhere", bed.file("broken")).unwrap();
    let (code, events) = bed.sync(&["--delete", "--yes"]);
    assert_eq!((code, figure(&events, "removed")), (2, 0));
    assert_eq!(events.last().unwrap()["kept"], "failures");
    assert!(bed.stored().join("gone").exists());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_directory_that_is_missing_removes_nothing() {
    let bed = Bed::new("missing");
    bed.write("keep", "keep");
    assert_eq!(bed.sync(&[]).0, 0);
    let missing = bed.file("not-here");
    let output = crate::bed::command(&server().url())
        .args(["data", "sync"])
        .arg(missing)
        .args([&bed.location(), "--delete", "--yes"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    bed.assert_same();
}
