//! Somebody listens, and never answers.

use pcluster_lab::Proxy;

use crate::lab::{COMMANDS, all_refused, aws, calling, complaint, ended};

/// How often a command asks before it believes that nobody answers. An attempt is given up after 20 seconds.
const ATTEMPTS: u64 = 3;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn no_command_waits_for_ever() {
    let proxy = Proxy::start(aws().port(), &["--hang", "1"]);
    insta::assert_snapshot!(all_refused(|arguments| calling(&proxy.url(), arguments)));
    let asked = proxy.count("hang");
    assert!(asked <= ATTEMPTS * COMMANDS.len() as u64, "{asked}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn doctor_tells_the_rest() {
    let proxy = Proxy::start(aws().port(), &["--hang", "1", "--match", "FSx|AWSSimbaAPI"]);
    let output = ended(calling(&proxy.url(), &["doctor"]));
    let page = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", complaint(&output));
    assert!(page.contains("failed   read fsx"), "{page}");
    assert!(page.contains("ok       read s3"), "{page}");
}
