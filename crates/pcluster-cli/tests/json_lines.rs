//! What `--json` prints: an object a line, each with its event first, and the outcome or the error last. docs/json.md
//! says which events there are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Stdio};

use pcluster_lab::{Aws, Slurm, SlurmOptions};
use serde_json::Value;

/// Of which one node runs.
const CLUSTER: &str = include_str!("../../../fixtures/clusters/p5-capacity-block.yaml");

/// Runs commands, and keeps the names of their events.
struct Reader {
    aws: Aws,
    slurm: Slurm,
    events: BTreeMap<String, BTreeSet<String>>,
}

impl Reader {
    /// Runs a command, which has to end with this code and this event, and gives its last line.
    fn run(&mut self, code: i32, last: &str, arguments: &[&str]) -> Value {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        command.args(arguments).arg("--json").stdin(Stdio::null());
        self.aws.apply(&mut command);
        self.slurm.apply(&mut command);
        command.current_dir(self.slurm.directory());
        let output = command.output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}{err}");

        let words = if matches!(arguments[0], "doctor" | "nodes") { 1 } else { 2 };
        let name = arguments[..words].join(" ");
        let mut lines: Vec<Value> = Vec::new();
        for line in out.lines() {
            assert!(line.starts_with(r#"{"event":""#), "{arguments:?}: {line}");
            let value: Value = serde_json::from_str(line).expect(line);
            let event = value["event"].as_str().unwrap().to_owned();
            let kebab = event.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
            assert!(kebab, "{arguments:?}: {line}");
            self.events.entry(name.clone()).or_default().insert(event);
            lines.push(value);
        }
        let end = lines.pop().expect("a last line");
        assert_eq!(end["event"], last, "{arguments:?}\n{out}{err}");
        if last == "error" {
            assert!(end["message"].is_string(), "{end}");
            assert!(end["help"].is_string() || end["help"].is_null(), "{end}");
            assert!(code == 1 || err.contains("error: "), "people are told, too: {err}");
        }
        let early = lines.iter().find(|line| line["event"] == "outcome" || line["event"] == "error");
        assert_eq!(early, None, "{arguments:?}");
        end
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn every_line_is_an_event_and_the_last_is_the_outcome() {
    let mut reader = Reader {
        aws: Aws::start(),
        slurm: Slurm::start(&SlurmOptions::of_cluster(CLUSTER).running(1)),
        events: BTreeMap::new(),
    };
    let files = tempfile::tempdir().unwrap();
    let path = |name: &str| files.path().join(name).to_str().unwrap().to_owned();
    let (template, data, image) = (path("stack.yaml"), path("data"), path("image"));
    fs::write(&template, include_str!("stack/small.yaml")).unwrap();
    fs::create_dir(&data).unwrap();
    fs::write(path("data/train.txt"), "one two three").unwrap();
    fs::create_dir(&image).unwrap();
    fs::write(path("image/Dockerfile"), "FROM scratch\nCOPY Dockerfile /Dockerfile\n").unwrap();

    let template = ["infra", "deploy", "--poll-interval", "0.1", "--template", &template];
    let deploy = |more: &[&'static str]| [&template[..], more].concat();
    reader.run(0, "outcome", &deploy(&["--dry-run"]));
    reader.run(0, "outcome", &deploy(&[]));
    assert_eq!(reader.run(0, "outcome", &deploy(&[]))["changed"], false);
    reader.run(2, "error", &deploy(&["--set", "Capacity=2400"]));
    reader.run(2, "error", &deploy(&["--stack-name", "fails", "--tag", "lab:fail=SecurityGroup"]));
    reader.run(2, "error", &["infra", "deploy", "--template", "nowhere.yaml"]);
    reader.run(1, "error", &["infra", "deploy", "--set", "Capacity=1300"]);

    reader.run(0, "outcome", &["infra", "status"]);
    assert_eq!(reader.run(1, "outcome", &["infra", "status", "--stack-name", "none"])["exists"], false);

    assert_eq!(reader.run(0, "outcome", &["data", "bucket", "--dry-run"])["dry-run"], true);
    let bucket = reader.run(0, "outcome", &["data", "bucket"]);
    assert_eq!(bucket["bucket"], "parallelcluster-123456789012-us-east-1");
    let folder = "s3://parallelcluster-123456789012-us-east-1/data";
    reader.run(0, "outcome", &["data", "sync", &data, folder, "--dry-run"]);
    assert_eq!(reader.run(0, "outcome", &["data", "sync", &data, folder])["copied"], 1);
    reader.run(2, "error", &["data", "sync", &data, "s3://there-is-no-such-bucket/data"]);
    assert_eq!(reader.run(0, "outcome", &["data", "ls"])["objects"], 1);
    reader.run(0, "outcome", &["data", "ls", "--recursive"]);
    reader.run(2, "error", &["data", "ls", "s3://there-is-no-such-bucket"]);
    reader.run(0, "outcome", &["data", "associate", "--dry-run"]);
    let linked = reader.run(0, "outcome", &["data", "associate"]);
    assert_eq!(linked["associations"].as_array().unwrap().len(), 4);
    reader.run(1, "error", &["data", "associate", "-a", "/data=data/:chunk-size=0"]);

    reader.run(0, "outcome", &["image", "repository", "--dry-run"]);
    reader.run(0, "outcome", &["image", "repository"]);
    assert_eq!(reader.run(1, "outcome", &["image", "verify"])["verdict"], "no-image");
    reader.run(2, "error", &["image", "build", &path("nothing")]);
    reader.run(2, "error", &["image", "push", "--outputs", &data]);

    reader.run(0, "outcome", &["doctor"]);
    reader.run(0, "outcome", &["infra", "delete", "--yes", "--poll-interval", "0.1"]);
    reader.run(0, "outcome", &["infra", "delete", "--stack-name", "none"]);

    jobs(&mut reader);

    let page = include_str!("../../../docs/json.md");
    for (command, events) in &reader.events {
        let chapter = page.split("\n## ").find(|chapter| chapter.starts_with(&format!("`{command}`")));
        let chapter = chapter.unwrap_or_else(|| panic!("docs/json.md has no chapter about `{command}`"));
        let unknown = |event: &&String| !matches!(event.as_str(), "outcome" | "error");
        for event in events.iter().filter(unknown) {
            assert!(chapter.contains(&format!("`{event}`")), "docs/json.md: `{command}` has `{event}`");
        }
    }
    // Its lines are real ones.
    for line in page.lines().filter(|line| line.starts_with('{')) {
        assert!(serde_json::from_str::<Value>(line).is_ok_and(|value| value["event"].is_string()), "{line}");
    }
}

/// Jobs and nodes on a Slurm.
fn jobs(reader: &mut Reader) {
    let directory = reader.slurm.directory().to_owned();
    let write = |name: &str, text: &str| {
        fs::write(directory.join(name), text).unwrap();
        directory.join(name).to_str().unwrap().to_owned()
    };
    let head = "#!/bin/bash\n#SBATCH --partition=block --time=10:00 --output=%j.out --chdir=";
    let train = write("train.sbatch", &format!("{head}{}\necho hello\nexit 3\n", directory.display()));
    let sleeps = write("sleep.sbatch", &format!("{head}{}\nsleep 600\n", directory.display()));
    let wrong = write("wrong.sbatch", "#!/bin/bash\n#SBATCH --bogus\nhostname\n");
    let cluster = write("cluster.yaml", CLUSTER);

    let ended = reader.run(3, "outcome", &["job", "submit", &train, "--force"]);
    assert_eq!(ended["exit-status"], 3, "{ended}");
    reader.run(1, "error", &["job", "submit", &wrong]);
    reader.run(2, "error", &["job", "submit", &train, "--force", "--sbatch=--nodes=99"]);
    let waits =
        reader.run(0, "outcome", &["job", "submit", &sleeps, "--force", "--no-follow", "--sbatch=--hold"]);
    let id = waits["id"].to_string();
    let status = reader.run(0, "outcome", &["job", "status", &id]);
    assert_eq!(status["jobs"][0]["job"]["reason"], "JobHeldUser");
    reader.run(2, "error", &["job", "status", "999"]);
    assert_eq!(reader.run(0, "outcome", &["job", "list"])["jobs"].as_array().unwrap().len(), 2);
    assert_eq!(reader.run(0, "outcome", &["job", "cancel", &id])["cancelled"][0], id.as_str());
    reader.run(1, "outcome", &["job", "logs", &id]);
    reader.run(3, "outcome", &["job", "logs", "1", "--follow"]);
    let nodes = reader.run(0, "outcome", &["nodes", "--cluster", &cluster]);
    assert_eq!(nodes["groups"][0]["count"], 16);
}
