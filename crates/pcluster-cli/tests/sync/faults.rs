//! Bad connections, and files that change.

use std::fs::File;
use std::io::{Seek, Write};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pcluster_lab::Proxy;

use crate::bed::{Bed, command, events, figure, noise, server, tree};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn throttling_cuts_and_latency_are_lived_through() {
    let bed = Bed::new("faults");
    for number in 0..60 {
        bed.write(&format!("{number}"), noise(3000, number + 1));
    }
    bed.write("large", noise(30 << 20, 5));
    let proxy = Proxy::start(
        server().port(),
        &["--throttle", "0.2", "--reset", "0.05", "--cut", "0.05", "--latency", "200"],
    );
    let output = bed.up(&proxy.url(), &["--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{:?}", events(&output));
    bed.assert_same();
    let target = tempfile::tempdir().unwrap();
    let output =
        command(&proxy.url()).args(["data", "sync", &bed.location()]).arg(target.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(tree(bed.directory.path()), tree(target.path()));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_file_that_changes_while_it_is_sent_is_noticed() {
    let bed = Bed::new("changes");
    bed.write("large", noise(24 << 20, 5));
    let slow = Proxy::start(server().port(), &["--latency", "300"]);
    let stop = AtomicBool::new(false);
    let output = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = File::options().write(true).open(bed.file("large")).unwrap();
            while !stop.load(Ordering::Relaxed) {
                file.rewind().unwrap();
                file.write_all(b"x").unwrap();
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let output = bed.up(&slow.url(), &["--json"]).stderr(Stdio::null()).output().unwrap();
        stop.store(true, Ordering::Relaxed);
        output
    });
    let events = events(&output);
    assert_eq!((output.status.code(), figure(&events, "failed")), (Some(2), 1), "{events:?}");
    assert_eq!(events.iter().filter(|event| event["event"] == "changed").count(), 2);
    assert!(!bed.stored().join("large").exists());
    // Once it stands still it goes.
    assert_eq!(bed.sync(&[]).0, 0);
    bed.assert_same();
}
