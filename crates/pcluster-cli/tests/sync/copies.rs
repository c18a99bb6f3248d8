//! What is copied, and what is not.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::bed::{Bed, command, figure, noise, paths, server, tree};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn only_what_differs_is_copied() {
    let bed = Bed::new("differs");
    for name in ["a/z", "a.b/f", "a-c", "sp ace+plus é%41 &<\"'", "empty", "deep/er/and/deeper"] {
        bed.write(name, name);
    }
    bed.write("empty", "");
    bed.write("large", noise((17 << 20) + 5, 1));
    let (code, events) = bed.sync(&[]);
    assert_eq!((code, figure(&events, "copied"), figure(&events, "unchanged")), (0, 7, 0), "{events:?}");
    bed.assert_same();

    let (code, events) = bed.sync(&[]);
    assert_eq!((code, figure(&events, "copied"), figure(&events, "unchanged")), (0, 0, 7), "{events:?}");

    // Other content of the same size, another size, a new file.
    bed.write("a/z", "z/a");
    bed.write("a-c", "longer");
    bed.write("new", "new");
    let (_, events) = bed.sync(&["--compare", "size", "--dry-run"]);
    assert_eq!(paths(&events, "would-copy"), ["a-c", "new"]);
    let output = bed.up(&server().url(), &["--dry-run"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // Files are looked at in parallel, so the lines come in any order.
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    insta::assert_snapshot!(lines.join("\n"), @r"
    copy a-c (6 B, other size)
    copy a/z (3 B, other content)
    copy new (3 B, new)
    ");
    let (code, events) = bed.sync(&[]);
    assert_eq!((code, paths(&events, "copied").join(" ")), (0, "a-c a/z new".to_owned()));
    bed.assert_same();
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_last_glob_decides() {
    let bed = Bed::new("globs");
    for name in ["a.txt", "b.bin", "sub/c.txt", "sub/secret.txt"] {
        bed.write(name, name);
    }
    let rules = ["--exclude", "*", "--include", "*.txt", "--exclude", "*secret*"];
    let (_, events) = bed.sync(&rules);
    assert_eq!(paths(&events, "copied"), ["a.txt", "sub/c.txt"]);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_cannot_be_read_is_said_and_the_rest_is_copied() {
    let bed = Bed::new("unreadable");
    bed.write("good", "good");
    bed.write("sub/file", "file");
    symlink("good", bed.file("link")).unwrap();
    symlink("nowhere", bed.file("broken")).unwrap();
    symlink("..", bed.file("sub/around")).unwrap();
    fs::write(bed.directory.path().join(OsStr::from_bytes(b"latin-\xe9")), "x").unwrap();
    assert!(Command::new("mkfifo").arg(bed.file("pipe")).status().unwrap().success());

    let output = bed.up(&server().url(), &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    let words: Vec<&str> = words.lines().map(|line| line.split(" in 0.").next().unwrap()).collect();
    insta::assert_snapshot!(words.join("\n"));
    assert_eq!(fs::read(bed.stored().join("link")).unwrap(), b"good");
    assert_eq!(tree(&bed.stored()).len(), 3);

    let (_, events) = bed.sync(&["--no-follow-symlinks"]);
    assert_eq!(paths(&events, "skipped"), ["broken", "link", "pipe", "sub/around"]);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_went_up_comes_down() {
    let bed = Bed::new("down");
    for name in ["a/z", "a b+c é", "deep/er/x"] {
        bed.write(name, name);
    }
    bed.write("empty", "");
    bed.write("large", noise(20 << 20, 3));
    assert_eq!(bed.sync(&[]).0, 0);
    let target = tempfile::tempdir().unwrap();
    let down = |arguments: &[&str]| {
        let mut command = command(&server().url());
        command.args(["data", "sync", &bed.location()]).arg(target.path().join("results")).args(arguments);
        command.output().unwrap()
    };
    let output = down(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(tree(bed.directory.path()), tree(&target.path().join("results")));
    let output = down(&[]);
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("0 files (0 B) copied, 5 unchanged"),
        "{output:?}"
    );

    fs::write(target.path().join("results/more"), "more").unwrap();
    assert_eq!(down(&["--delete"]).status.code(), Some(2));
    assert_eq!(down(&["--delete", "--yes"]).status.code(), Some(0));
    assert_eq!(tree(bed.directory.path()), tree(&target.path().join("results")));
}
