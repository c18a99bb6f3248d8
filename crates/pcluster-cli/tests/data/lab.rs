//! The emulator, and ways to it that are not those of the program under test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use pcluster_lab::{Aws, Proxy};
use serde_json::{Value, json};

/// An emulator in which everything is done at once.
pub(super) fn aws() -> &'static Aws {
    static AWS: OnceLock<Aws> = OnceLock::new();
    AWS.get_or_init(Aws::start)
}

/// An emulator in which file systems and associations take their time.
pub(super) fn slow() -> &'static Aws {
    static AWS: OnceLock<Aws> = OnceLock::new();
    AWS.get_or_init(|| Aws::start_with(&[("PLUS_DELAY", "0.3")]))
}

/// The way to the emulator in which everything is done at once, on which requests take so long that a command can be
/// killed while one is on its way.
pub(super) fn long_way() -> String {
    static PROXY: OnceLock<Proxy> = OnceLock::new();
    PROXY.get_or_init(|| Proxy::start(aws().port(), &["--latency", "250"])).url()
}

/// What a run of the program did.
pub(super) struct Run {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Run {
    /// All of it, as a page of documentation.
    pub(super) fn page(&self) -> String {
        let code = self.code.map_or_else(|| "killed".to_owned(), |code| code.to_string());
        format!("{}--- standard error\n{}--- exit code {code}\n", self.out, self.err)
    }
}

/// `pclusterctl data` with these arguments.
pub(super) fn command(aws: &Aws, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.arg("data").args(arguments).stdin(Stdio::null());
    aws.apply(&mut command);
    command
}

/// Runs `pclusterctl data` to its end.
pub(super) fn data(aws: &Aws, arguments: &[&str]) -> Run {
    let output = command(aws, arguments).output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs a command until it says a line that has `words` in it, and kills it then. Whether it was killed: it may
/// have come to its end, or never say so.
pub(super) fn killed_at(mut command: Command, words: &str) -> bool {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let reached = said.any(|line| line.is_ok_and(|line| line.contains(words)));
    child.kill().unwrap();
    let status = child.wait().unwrap();
    reached && status.code().is_none()
}

/// A request as an account of one's choice.
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    pub(super) headers: &'a [(&'a str, &'a str)],
    pub(super) body: &'a str,
}

impl Default for Request<'_> {
    fn default() -> Self {
        Self { method: "GET", path: "/", service: "s3", region: "us-east-1", headers: &[], body: "" }
    }
}

impl Request<'_> {
    /// Sends it, and gives the body of the answer.
    pub(super) fn send(&self, aws: &Aws) -> String {
        let Self { method, path, service, region, headers, body } = self;
        let mut stream = TcpStream::connect(("127.0.0.1", aws.port())).unwrap();
        let mut text = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {}\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=testing/20260101/{region}/{service}/aws4_request, \
             SignedHeaders=host, Signature=0\r\n",
            body.len()
        );
        for (name, value) in *headers {
            text.extend([*name, ": ", *value, "\r\n"]);
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    }
}

/// Puts something to S3 in us-east-1.
pub(super) fn put(aws: &Aws, path: &str, body: &str) -> String {
    Request { method: "PUT", path, body, ..Request::default() }.send(aws)
}

/// Asks S3 in us-east-1 for something.
pub(super) fn get(aws: &Aws, path: &str) -> String {
    Request { path, ..Request::default() }.send(aws)
}

/// A call of FSx.
pub(super) fn fsx(aws: &Aws, operation: &str, parameters: &Value) -> Value {
    let target = format!("AWSSimbaAPIService_v20180301.{operation}");
    let request = Request {
        method: "POST",
        service: "fsx",
        headers: &[("X-Amz-Target", &target), ("Content-Type", "application/x-amz-json-1.1")],
        body: &parameters.to_string(),
        ..Request::default()
    };
    let answer = request.send(aws);
    serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// A stack that has made nothing but tells a file system.
pub(super) fn stack_that_tells(aws: &Aws, stack: &str, file_system: &str) {
    let template = json!({
        "Resources": { "Nothing": { "Type": "AWS::CloudFormation::WaitConditionHandle" } },
        "Outputs": { "FSxLustreFilesystemId": { "Value": file_system } },
    });
    // Only what JSON has and a form must not have.
    let template = template.to_string().replace('{', "%7B").replace('}', "%7D").replace('"', "%22");
    let body = format!("Action=CreateStack&Version=2010-05-15&StackName={stack}&TemplateBody={template}");
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let request = Request {
        method: "POST",
        service: "cloudformation",
        headers: &headers,
        body: &body,
        ..Request::default()
    };
    let answer = request.send(aws);
    assert!(answer.contains("<StackId>"), "{answer}");
}

/// A new Lustre file system.
pub(super) fn file_system(aws: &Aws, deployment: &str, version: &str) -> String {
    let answer = fsx(
        aws,
        "CreateFileSystem",
        &json!({
            "FileSystemType": "LUSTRE", "FileSystemTypeVersion": version, "StorageCapacity": 1200,
            "StorageType": "SSD", "SubnetIds": ["subnet-12345678"],
            "LustreConfiguration": { "DeploymentType": deployment },
        }),
    );
    answer["FileSystem"]["FileSystemId"].as_str().unwrap().to_owned()
}

/// The associations of a file system.
pub(super) fn associations(aws: &Aws, file_system: &str) -> Vec<Value> {
    let filter = json!({ "Filters": [{ "Name": "file-system-id", "Values": [file_system] }] });
    let answer = fsx(aws, "DescribeDataRepositoryAssociations", &filter);
    answer["Associations"].as_array().unwrap().clone()
}

/// Ids that are new each time, as something that is always the same.
pub(super) fn without_ids(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = ["fs-", "dra-"].iter().filter_map(|prefix| rest.find(prefix)).min() {
        let (before, found) = rest.split_at(start);
        let dash = found.find('-').unwrap() + 1;
        let digits = found[dash..].find(|character: char| !character.is_ascii_hexdigit());
        let digits = digits.unwrap_or(found.len() - dash);
        shown.push_str(before);
        shown.push_str(&found[..dash]);
        shown.push_str(if digits == 17 { "ID" } else { &found[dash..dash + digits] });
        rest = &found[dash + digits..];
    }
    shown + rest
}
