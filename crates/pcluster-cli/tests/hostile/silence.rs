//! Somebody listens, and never answers.

use std::time::{Duration, Instant};

use pcluster_lab::Proxy;

use crate::lab::{all_refused, aws, calling, complaint, within};

/// Three attempts of 20 seconds, with pauses between them.
#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn no_command_waits_for_ever() {
    let proxy = Proxy::start(aws().port(), &["--hang", "1"]);
    let start = Instant::now();
    insta::assert_snapshot!(all_refused(|arguments| calling(&proxy.url(), arguments)));
    assert!(start.elapsed() < Duration::from_secs(90), "{:?}", start.elapsed());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn doctor_tells_the_rest() {
    let proxy = Proxy::start(aws().port(), &["--hang", "1", "--match", "FSx|AWSSimbaAPI"]);
    let output = within(Duration::from_secs(40), calling(&proxy.url(), &["doctor"]));
    let page = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", complaint(&output));
    assert!(page.contains("failed   read fsx"), "{page}");
    assert!(page.contains("ok       read s3"), "{page}");
}
