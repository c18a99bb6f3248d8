//! Syncs that were killed, and run again.

use std::process::{Command, Stdio};
use std::time::Duration;

use pcluster_lab::{Proxy, awscli};
use serde_json::Value;

use crate::bed::{Bed, command, events, figure, noise, server};

/// Parts of the file of 40 MiB.
const PARTS: u64 = 5;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn parts_that_arrived_are_not_sent_again() {
    let bed = Bed::new("resumes");
    bed.write("large", noise(40 << 20, 7));
    // A part takes two seconds, so the first ones have arrived when the last ones have not.
    let slow =
        Proxy::start(server().port(), &["--rate", "2e7", "--match", "partNumber=[345]", "--hang", "1"]);
    let mut child = bed.up(&slow.url(), &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut arrived = 0;
    for _ in 0..100 {
        std::thread::sleep(Duration::from_millis(300));
        arrived = parts(&bed);
        if arrived >= 2 {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(arrived, 2);

    let counting = Proxy::start(server().port(), &["--match", "partNumber"]);
    let output = bed.up(&counting.url(), &["--json"]).output().unwrap();
    let events = events(&output);
    assert_eq!(output.status.code(), Some(0), "{events:?}");
    let resumed = events.iter().find(|event| event["event"] == "resumed").unwrap();
    assert_eq!((resumed["parts"].as_u64(), resumed["of"].as_u64()), (Some(arrived), Some(PARTS)));
    assert_eq!(figure(&events, "resumed-bytes"), arrived * (8 << 20));
    assert_eq!(requests(&counting), PARTS - arrived);
    bed.assert_same();
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn an_unfinished_upload_of_another_content_is_thrown_away() {
    let bed = Bed::new("stale");
    bed.write("large", noise(40 << 20, 8));
    let slow = Proxy::start(server().port(), &["--match", "partNumber=[345]", "--hang", "1"]);
    let mut child = bed.up(&slow.url(), &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for _ in 0..100 {
        std::thread::sleep(Duration::from_millis(300));
        if parts(&bed) >= 2 {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    bed.write("large", noise(40 << 20, 10));
    let (code, events) = bed.sync(&[]);
    assert_eq!(code, 0, "{events:?}");
    assert!(events.iter().any(|event| event["event"] == "abandoned"), "{events:?}");
    assert_eq!(parts(&bed), 0);
    bed.assert_same();
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn killed_at_any_moment_it_ends_the_same() {
    let bed = Bed::new("killed");
    for number in 0..200 {
        bed.write(&format!("{}/{number}", number % 7), noise(2000, number + 1));
    }
    bed.write("large", noise(30 << 20, 11));
    for moment in [20, 60, 90, 130, 180, 250] {
        let mut child =
            bed.up(&server().url(), &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let (code, events) = bed.sync(&[]);
    assert_eq!(code, 0, "{events:?}");
    assert_eq!(figure(&events, "failed"), 0);
    bed.assert_same();
    assert_eq!(uploads(&bed).len(), 0);
    assert_eq!(figure(&bed.sync(&[]).1, "copied"), 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn interrupted_it_says_that_it_can_be_run_again() {
    let bed = Bed::new("interrupted");
    bed.write("large", noise(40 << 20, 12));
    let slow = Proxy::start(server().port(), &["--match", "partNumber=[345]", "--hang", "1"]);
    let child = bed.up(&slow.url(), &[]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..100 {
        std::thread::sleep(Duration::from_millis(300));
        if parts(&bed) >= 2 {
            break;
        }
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let text = String::from_utf8(output.stderr).unwrap();
    insta::assert_snapshot!(
        text.lines().filter(|line| !line.contains(" of ")).collect::<Vec<_>>().join("\n")
    );

    let (code, events) = bed.sync(&[]);
    assert_eq!(code, 0, "{events:?}");
    assert!(figure(&events, "resumed-bytes") >= 2 * (8 << 20), "{events:?}");
    bed.assert_same();
}

/// How many parts of unfinished uploads the server has.
fn parts(bed: &Bed) -> u64 {
    let mut count = 0;
    for upload in uploads(bed) {
        let id = upload["UploadId"].as_str().unwrap();
        let listed = aws(bed, &["list-parts", "--key", "data/large", "--upload-id", id]);
        count += listed["Parts"].as_array().map_or(0, Vec::len) as u64;
    }
    count
}

fn uploads(bed: &Bed) -> Vec<Value> {
    aws(bed, &["list-multipart-uploads"])["Uploads"].as_array().cloned().unwrap_or_default()
}

/// What another client sees.
fn aws(bed: &Bed, arguments: &[&str]) -> Value {
    let mut call = Command::new(awscli());
    for (name, value) in command(&server().url()).get_envs() {
        match value {
            Some(value) => call.env(name, value),
            None => call.env_remove(name),
        };
    }
    let output = call.arg("s3api").args(arguments).args(["--bucket", bed.bucket]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// How many requests the proxy was to count.
fn requests(proxy: &Proxy) -> u64 {
    use std::io::{Read, Write};
    let address = proxy.url().trim_start_matches("http://").to_owned();
    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    write!(stream, "GET /_faulty HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\n\r\n").unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    let (mut text, mut buffer) = (String::new(), [0; 1024]);
    while !text.ends_with('}') {
        let read = stream.read(&mut buffer).unwrap();
        text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
    }
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    serde_json::from_str::<Value>(body).unwrap()["matched"].as_u64().unwrap()
}
