//! The program under test, and the emulator that all tests share.

use std::io::Read;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pcluster_lab::Aws;

/// Every command that talks to AWS, with what it needs to get so far.
pub(super) const COMMANDS: [&[&str]; 11] = [
    &["infra", "status"],
    &["infra", "outputs"],
    &["infra", "deploy", "--yes", "--template", TEMPLATE],
    &["infra", "delete", "--yes"],
    &["data", "bucket", "--yes"],
    &["data", "bucket", "some-bucket", "--dry-run"],
    &["data", "ls", "s3://some-bucket/data/"],
    &["data", "sync", DIRECTORY, "s3://some-bucket/data/"],
    &["data", "associate", "--yes", "--file-system", "fs-0123456789abcdef0", "--bucket", "some-bucket"],
    &["image", "repository"],
    &["image", "verify"],
];

/// A template that needs no parameters.
pub(super) const TEMPLATE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../pcluster-infra/templates/data-bucket.yaml");

/// A directory with some files.
pub(super) const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/commands");

/// The emulator, which answers everybody.
pub(super) fn aws() -> &'static Aws {
    static AWS: OnceLock<Aws> = OnceLock::new();
    AWS.get_or_init(Aws::start)
}

/// An emulator that judges every call by the policies of who calls, and its users: their access keys.
pub(super) struct Strict {
    pub(super) aws: Aws,
    /// May do everything.
    pub(super) admin: (String, String),
    /// May look at stacks and repositories alone, and ask what it may do.
    pub(super) reader: (String, String),
    /// May do nothing but ask who it is.
    pub(super) nobody: (String, String),
}

/// The emulator that judges.
pub(super) fn strict() -> &'static Strict {
    static STRICT: OnceLock<Strict> = OnceLock::new();
    STRICT.get_or_init(|| {
        let aws = Aws::start();
        let reader = ["sts:*", "iam:*", "cloudformation:*", "ecr:DescribeRepositories"];
        Strict {
            admin: aws.limit("admin", &["*"]),
            reader: aws.limit("reader", &reader),
            nobody: aws.limit("nobody", &["sts:GetCallerIdentity"]),
            aws,
        }
    })
}

impl Strict {
    /// The program with the credentials of a user.
    pub(super) fn as_user(&self, (id, secret): &(String, String), arguments: &[&str]) -> Command {
        let mut command = calling(&self.aws.url(), arguments);
        command.env("AWS_ACCESS_KEY_ID", id).env("AWS_SECRET_ACCESS_KEY", secret);
        command
    }
}

/// The program with an environment that has nothing of the one that the tests run in.
pub(super) fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command
        .args(arguments)
        .env_clear()
        .env("PATH", "/nowhere")
        .env("HOME", "/nowhere")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::null());
    command
}

/// The program with credentials, in `us-east-1`.
pub(super) fn signed(arguments: &[&str]) -> Command {
    let mut command = bare(arguments);
    command
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "testing");
    command
}

/// The program with credentials, and an address instead of that of AWS.
pub(super) fn calling(url: &str, arguments: &[&str]) -> Command {
    let mut command = signed(arguments);
    command.env("AWS_ENDPOINT_URL", url);
    command
}

/// How long a command may take on a machine that has other things to do. What it is to do in that time is measured in
/// requests, not in seconds: this only ends a test that would never end.
const LIMIT: Duration = Duration::from_mins(15);

/// Runs a command to its end.
pub(super) fn ended(mut command: Command) -> Output {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let stdout = collect(child.stdout.take().unwrap());
    let stderr = collect(child.stderr.take().unwrap());
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill().unwrap();
            panic!("{command:?} has not ended within {LIMIT:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    Output { status, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}

fn collect(mut from: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// What a program wrote to standard error.
pub(super) fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// That a command could not do it, and said so in one message with one help; gives both.
pub(super) fn refused(command: Command) -> String {
    let told = format!("{:?}", command.get_args().collect::<Vec<_>>());
    let output = ended(command);
    let complaint = complaint(&output);
    assert_eq!(output.status.code(), Some(2), "{told}\n{complaint}");
    assert_eq!(complaint.matches("error: ").count(), 1, "{told}\n{complaint}");
    assert_eq!(complaint.matches("  = help: ").count(), 1, "{told}\n{complaint}");
    let start = complaint.find("error: ").unwrap();
    complaint[start..].to_owned()
}

/// Runs every command so, and shows what they all say.
pub(super) fn all_refused(prepared: impl Fn(&[&str]) -> Command + Sync) -> String {
    let pages = std::thread::scope(|scope| {
        let running = COMMANDS.map(|arguments| scope.spawn(|| refused(prepared(arguments))));
        running.map(|page| page.join().unwrap())
    });
    let mut told: Vec<(&str, Vec<String>)> = Vec::new();
    for (page, arguments) in pages.iter().zip(COMMANDS) {
        let command = format!("$ pclusterctl {}", arguments[..2].join(" "));
        match told.iter_mut().find(|(same, _)| same == page) {
            Some((_, commands)) => commands.push(command),
            None => told.push((page, vec![command])),
        }
    }
    let pages: Vec<String> =
        told.iter().map(|(page, commands)| format!("{}\n{page}", commands.join("\n"))).collect();
    pages.concat()
}
