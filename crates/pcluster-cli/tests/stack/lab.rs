//! The emulator, and the program with it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use pcluster_lab::Aws;
use serde_json::Value;

/// A template with everything that matters, and little of it.
pub(super) const SMALL: &str = include_str!("small.yaml");

/// What a run of the program came to.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

/// The emulator that tests share: each has stacks of its own.
pub(super) fn shared() -> &'static Aws {
    static SHARED: OnceLock<Aws> = OnceLock::new();
    SHARED.get_or_init(Aws::start)
}

/// The program on an emulator, with what follows `pclusterctl infra` and the name of a stack.
pub(super) fn infra(aws: &Aws, command: &str, stack: &str, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    program.args(["infra", command, "--stack-name", stack, "--poll-interval", "0.1"]).args(arguments);
    aws.apply(&mut program);
    program.stdin(Stdio::null());
    program
}

/// A file with a template; it stays for as long as the test runs.
pub(super) fn template(text: &str) -> (tempfile::TempDir, String) {
    let directory = tempfile::tempdir().unwrap();
    let path: PathBuf = directory.path().join("template.yaml");
    std::fs::write(&path, text).unwrap();
    let name = path.to_string_lossy().into_owned();
    (directory, name)
}

/// `infra deploy` of a template in the zone us-east-1a.
pub(super) fn deploy(aws: &Aws, stack: &str, text: &str, arguments: &[&str]) -> Run {
    let (_directory, template) = template(text);
    let mut program = infra(aws, "deploy", stack, &["--template", &template]);
    run(program.args(arguments))
}

pub(super) fn run(command: &mut Command) -> Run {
    Run::of(command.output().unwrap())
}

impl Run {
    pub(super) fn of(output: Output) -> Self {
        let out = String::from_utf8(output.stdout).unwrap();
        Self { code: output.status.code(), out, err: String::from_utf8(output.stderr).unwrap() }
    }

    /// Fails unless it ended with this code.
    #[track_caller]
    pub(super) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }

    /// What was shown, as a page: standard output, and standard error below it; ids and times are left out.
    pub(super) fn page(&self) -> String {
        let code = self.code.map_or("killed".to_owned(), |code| code.to_string());
        format!("{}--- standard error, exit code {code}\n{}", clean(&self.out), clean(&self.err))
    }

    /// The lines for programs.
    pub(super) fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}

/// What a stack is, in JSON; `None` if there is none.
pub(super) fn status(aws: &Aws, stack: &str) -> Option<Value> {
    let run = run(&mut infra(aws, "status", stack, &["--json"]));
    let line = run.json().remove(0);
    (line["exists"] == true).then_some(line)
}

/// Ids and times differ from run to run.
fn clean(text: &str) -> String {
    let mut clean = String::new();
    for line in text.lines() {
        let line = &without_clock(line);
        let words = line.split_inclusive([' ', '`', ',', ')', '/']).map(|word| {
            let (body, end) = word.split_at(word.trim_end_matches([' ', '`', ',', ')', '/', ':']).len());
            format!("{}{end}", clean_word(body))
        });
        clean.push_str(words.collect::<String>().trim_end());
        clean.push('\n');
    }
    clean
}

/// A line in which the minutes and seconds are zero.
fn without_clock(line: &str) -> String {
    let mut line = line.to_owned();
    let place = line.find(" 0:").filter(|at| *at < 5 || line[..*at].ends_with("after"));
    if let Some(at) = place {
        line.replace_range(at + 1..at + 5, "0:00");
    }
    line
}

fn clean_word(word: &str) -> String {
    let time = word.starts_with("20") && word.contains('T');

    // A UUID is five numbers with a hyphen between each two.
    let uuid = word.len() == 36 && word.matches('-').count() == 4;
    match word.rsplit_once('-') {
        _ if uuid => "ID".to_owned(),
        _ if time => "2025-01-01T00:00:00Z".to_owned(),

        Some((kind, id)) if id.len() >= 12 && id.chars().all(|digit| digit.is_ascii_hexdigit()) => {
            format!("{kind}-ID")
        }
        _ => word.to_owned(),
    }
}

/// An answer of the emulator to a request that nobody signed.
pub(super) fn http(aws: &Aws, method: &str, path: &str, service: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", aws.port())).unwrap();
    let length = body.len();
    let kind = if method == "POST" { "application/x-www-form-urlencoded" } else { "text/plain" };
    let key = format!("AWS4-HMAC-SHA256 Credential=testing/20250101/us-east-1/{service}/aws4_request");
    write!(
        stream,
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: {key}\r\nContent-Length: {length}\r\n\
         Content-Type: {kind}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}

/// How many of something the emulator has ever made, whether they are still there or not.
pub(super) fn ever_made(aws: &Aws) -> [usize; 3] {
    let everything: Value =
        serde_json::from_str(&http(aws, "GET", "/moto-api/data.json", "moto", "")).unwrap();
    let count = |service: &str, kind: &str| everything[service][kind].as_array().map_or(0, Vec::len);
    [count("cloudformation", "Stack"), count("ec2", "VPC"), count("fsx", "FileSystem")]
}

/// The change sets that a stack has.
pub(super) fn change_sets(aws: &Aws, stack: &str) -> usize {
    let body = format!("Action=ListChangeSets&Version=2010-05-15&StackName={stack}");
    http(aws, "POST", "/", "cloudformation", &body).matches("<ChangeSetName>").count()
}
