//! The program as people and scripts use it: what it prints where, and how it exits.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail like the test")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const CLEAN: &str = "base.yaml";
const ERRORS: &str = "broken/duplicate-tag.yaml";
const WARNINGS: &str = "broken/fraction-dropped.yaml";
const TEMPLATE: &str = "templates/gpu-training.yaml";
const IMAGE: &str = "images/gpu-image.yaml";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// The program in the folder of the fixtures, as in a terminal that shows no colours.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.args(arguments).current_dir(fixtures()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
fn assert_exit(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}{}", stdout(output), stderr(output));
}

#[test]
fn a_clean_file_prints_only_a_summary() {
    let output = run(&["validate", CLEAN]);
    assert_exit(&output, 0);
    assert_eq!(stdout(&output), "");
    assert_eq!(stderr(&output), "checked 1 file for ParallelCluster 3.16.1: nothing is wrong\n");
}

#[test]
fn findings_go_to_standard_output_and_the_summary_to_standard_error() {
    let output = run(&["validate", ERRORS]);
    assert_exit(&output, 1);
    insta::assert_snapshot!("findings", format!("{}{}", stdout(&output), stderr(&output)));
    assert!(stdout(&output).starts_with("error[duplicate-tag]"));
    assert_eq!(stderr(&output).lines().count(), 1);
}

#[test]
fn warnings_fail_only_if_wanted() {
    assert_exit(&run(&["validate", WARNINGS]), 0);
    let output = run(&["validate", "--fail-on", "warning", WARNINGS]);
    assert_exit(&output, 1);
    assert!(stdout(&output).starts_with("warning[fraction-dropped]"));
    assert_eq!(stderr(&output), "checked 1 file for ParallelCluster 3.16.1: 2 warnings\n");
    assert_exit(&run(&["validate", "--fail-on", "warning", CLEAN]), 0);
}

#[test]
fn a_missing_file_is_no_finding() {
    let output = run(&["validate", "clusters/gone.yaml"]);
    assert_exit(&output, 2);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).starts_with("error: cannot read clusters/gone.yaml: "), "{}", stderr(&output));
}

#[test]
fn the_rest_is_checked_although_a_file_is_missing() {
    let output = run(&["validate", "--format", "concise", "clusters/gone.yaml", ERRORS]);
    assert_exit(&output, 2);
    assert!(stdout(&output).contains("error[duplicate-tag]"));
    let errors = stderr(&output);
    assert!(errors.contains("cannot read clusters/gone.yaml"), "{errors}");
    assert!(errors.ends_with("checked 1 file for ParallelCluster 3.16.1: 1 error\n"), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_no_finding() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("loop.yaml");
    // Not even the administrator can read a link to itself.
    std::os::unix::fs::symlink(&path, &path).unwrap();
    let output = run(&["validate", path.to_str().unwrap()]);
    assert_exit(&output, 2);
    assert!(stderr(&output).contains("error: cannot read "), "{}", stderr(&output));
}

#[test]
fn a_directory_is_searched() {
    let directory = TempDir::new().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::create_dir(at("below")).unwrap();
    for (name, from) in [("b.yaml", CLEAN), ("a.yml", ERRORS), ("below/c.yaml", IMAGE), ("d.txt", ERRORS)] {
        fs::copy(fixtures().join(from), at(name)).unwrap();
    }
    let output = run(&["validate", "--format", "json", directory.path().to_str().unwrap()]);
    assert_exit(&output, 1);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let files: Vec<&str> =
        document["files"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    let expected = ["a.yml", "b.yaml", "below/c.yaml"].map(|name| at(name).display().to_string());
    assert_eq!(files, expected);
    assert_eq!(stderr(&output), "checked 3 files for ParallelCluster 3.16.1: 1 error\n");
}

#[test]
fn a_directory_without_yaml_is_an_error() {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("README.md"), "").unwrap();
    let output = run(&["validate", directory.path().to_str().unwrap()]);
    assert_exit(&output, 2);
    assert!(
        stderr(&output).starts_with("error: there are no *.yaml and *.yml files in "),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_dash_is_standard_input() {
    let sound = fs::read(fixtures().join(CLEAN)).unwrap();
    let output = run_with_input(&["validate", "-"], &sound);
    assert_exit(&output, 0);
    let output = run_with_input(&["validate", "--format", "concise", "-"], b"Image: {}\n");
    assert_exit(&output, 1);
    assert!(stdout(&output).lines().all(|line| line.starts_with("<stdin>:1:")), "{}", stdout(&output));
    let output = run_with_input(&["validate", "-"], b"");
    assert_exit(&output, 1);
    assert!(stdout(&output).starts_with("error[empty-file]"));
}

#[test]
fn several_files_are_reported_in_their_order() {
    let files = [WARNINGS, IMAGE, ERRORS, CLEAN, "broken/wrong-form-ids.yaml"];
    let mut arguments = vec!["validate", "--format", "concise"];
    arguments.extend(files);
    let output = run(&arguments);
    assert_exit(&output, 1);
    let text = stdout(&output);
    let mut reported: Vec<&str> = text.lines().filter_map(|line| line.split(':').next()).collect();
    reported.dedup();
    assert_eq!(reported, [WARNINGS, ERRORS, "broken/wrong-form-ids.yaml"]);
    assert_eq!(stderr(&output), "checked 5 files for ParallelCluster 3.16.1: 6 errors, 3 warnings\n");
    assert_eq!(stdout(&run(&arguments)), text, "the answer is always the same");
}

#[test]
fn without_a_file_there_is_nothing_to_do() {
    let output = run(&["validate"]);
    assert_exit(&output, 2);
    assert!(stderr(&output).contains("<FILE|DIR|->"), "{}", stderr(&output));
}

#[test]
fn templates_are_checked_as_they_are() {
    let output = run(&["validate", TEMPLATE]);
    assert_exit(&output, 0);
    insta::assert_snapshot!("template", stderr(&output));
}

#[test]
fn the_release_can_be_chosen() {
    let batch = "clusters/awsbatch.yaml";
    assert_exit(&run(&["validate", "--release", "3.14.0", batch]), 0);
    assert_exit(&run(&["validate", "--release", "v3.14.0", batch]), 0);
    let output = run(&["validate", batch]);
    assert_exit(&output, 1);
    insta::assert_snapshot!("awsbatch_is_gone", stdout(&output));
}

#[test]
fn an_unknown_release_names_the_known_ones() {
    let output = run(&["validate", "--release", "3.12.0", CLEAN]);
    assert_exit(&output, 2);
    insta::assert_snapshot!("unknown_release", stderr(&output));
}

#[test]
fn the_kind_can_be_chosen() {
    assert_exit(&run(&["validate", "--kind", "image", IMAGE]), 0);
    assert_exit(&run(&["validate", "--kind", "cluster", CLEAN]), 0);
    let output = run(&["validate", "--kind", "cluster", "--format", "concise", IMAGE]);
    assert_exit(&output, 1);
    assert!(
        stdout(&output).contains("`Build` is not a key of a cluster configuration"),
        "{}",
        stdout(&output)
    );
    let output = run(&["validate", "--kind", "image", "--format", "concise", CLEAN]);
    assert_exit(&output, 1);
    assert!(
        stdout(&output).contains("`HeadNode` is not a key of a image configuration")
            || stdout(&output).contains("`HeadNode` is not a key of an image configuration"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn colours_are_used_only_where_they_can_be_seen() {
    let has_colours = |output: &Output| output.stdout.contains(&0x1b);
    assert!(!has_colours(&run(&["validate", ERRORS])));
    assert!(!has_colours(&run(&["validate", "--color", "never", ERRORS])));
    assert!(has_colours(&run(&["validate", "--color", "always", ERRORS])));
    for format in ["concise", "json", "sarif", "github"] {
        assert!(
            !has_colours(&run(&["validate", "--color", "always", "--format", format, ERRORS])),
            "{format}"
        );
    }
}

#[test]
fn json_has_the_fields_that_are_promised() {
    let output = run(&["validate", "--format", "json", ERRORS, CLEAN, "broken/unknown-key-misspelt.yaml"]);
    assert_exit(&output, 1);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["release"], "3.16.1");
    let files = document["files"].as_array().unwrap();
    let valid: Vec<bool> = files.iter().map(|file| file["valid"].as_bool().unwrap()).collect();
    assert_eq!(valid, [false, true, false]);
    for file in files {
        assert_eq!(file["kind"], "cluster");
        for problem in file["diagnostics"].as_array().unwrap() {
            for text in ["rule", "severity", "message", "path"] {
                assert!(problem[text].is_string(), "{text}: {problem}");
            }
            assert!(problem["official"].is_string() || problem["official"].is_null(), "{problem}");
            for place in ["start", "end"] {
                for number in ["line", "column", "offset"] {
                    assert!(problem["span"][place][number].is_u64(), "{place} {number}: {problem}");
                }
            }
            assert!(
                problem["related"].is_array()
                    && problem.get("help").is_some()
                    && problem.get("fix").is_some()
            );
        }
    }
    let mended =
        files[2]["diagnostics"].as_array().unwrap().iter().filter(|problem| problem["fix"].is_object());
    for fix in mended.map(|problem| &problem["fix"]) {
        assert!(fix["title"].is_string() && fix["edits"][0]["text"].is_string(), "{fix}");
    }
}

#[test]
fn json_is_a_document_also_where_nothing_could_be_read() {
    let output = run(&["validate", "--format", "json", "clusters/gone.yaml"]);
    assert_exit(&output, 2);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["files"], Value::Array(Vec::new()));
}

#[test]
fn every_command_explains_itself() {
    for name in ["", "validate", "schema", "explain", "rules", "render", "instances", "completions", "man"] {
        let mut arguments: Vec<&str> = Some(name).into_iter().filter(|name| !name.is_empty()).collect();
        arguments.push("--help");
        let output = run(&arguments);
        assert_exit(&output, 0);
        let name = if name.is_empty() { "pclusterctl" } else { name };
        insta::assert_snapshot!(format!("help_{name}"), stdout(&output));
    }
}

#[test]
fn without_a_command_the_help_is_shown() {
    let output = run(&[]);
    assert_exit(&output, 2);
    assert!(stderr(&output).contains("Usage: pclusterctl <COMMAND>"), "{}", stderr(&output));
}

#[test]
fn the_version_is_one_line() {
    let output = run(&["--version"]);
    assert_exit(&output, 0);
    assert_eq!(stdout(&output), format!("pclusterctl {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn key_paths_are_listed_one_a_line() {
    let output = run(&["schema", "--paths", "--kind", "cluster"]);
    assert_exit(&output, 0);
    let first: Vec<String> = stdout(&output).lines().take(12).map(str::to_owned).collect();
    insta::assert_snapshot!("schema_paths", first.join("\n"));
    let both = stdout(&run(&["schema", "--paths"]));
    let image = stdout(&run(&["schema", "--paths", "--kind", "image"]));
    assert_eq!(both, stdout(&output) + &image);
}

#[test]
fn the_schema_is_a_json_schema() {
    let output = run(&["schema", "--kind", "image", "--release", "3.14.0"]);
    assert_exit(&output, 0);
    let schema: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "AWS ParallelCluster 3.14.0: image configuration");
    assert_exit(&run(&["schema", "--paths", "--placeholders"]), 2);
}

#[test]
fn keys_are_explained() {
    let pages = [
        ("choices", ["explain", "Image.Os"].as_slice()),
        ("number", &["explain", "Scheduling.SlurmQueues[0].ComputeResources[0].MinCount"]),
        ("section", &["explain", "SlurmQueues.Networking.PlacementGroup"]),
        ("end_of_a_path", &["explain", "efa.enabled"]),
        ("ambiguous", &["explain", "Enabled"]),
        ("both_kinds", &["explain", "CustomS3Bucket"]),
        ("gone", &["explain", "AwsBatchQueues.Networking.SubnetIds"]),
        ("new", &["explain", "LaunchTemplateOverrides", "--release", "3.13.1"]),
        ("deprecated", &["explain", "LoginNodes.Pools.Ssh.KeyName", "--release", "3.14.0"]),
        ("rule", &["explain", "efs-provisioned-throughput"]),
        ("kind_of_problem", &["explain", "unknown-key"]),
        ("unknown_rule", &["explain", "duplicate-tags"]),
        ("validator", &["explain", "type:efaplacementgroupvalidator"]),
        ("validator_of_an_account", &["explain", "IamPolicyValidator"]),
        ("unknown_validator", &["explain", "EfaValidatr"]),
        ("unknown", &["explain", "HeadNode.Netwroking"]),
        ("unknown_in_this_kind", &["explain", "PlacementGroup", "--kind", "image"]),
        ("unknown_without_suggestion", &["explain", "kubernetes"]),
        ("section_of_a_job", &["explain", "run.torchrun"]),
        ("key_of_a_job", &["explain", "gpus-per-node"]),
        ("keys_of_jobs", &["explain", "script", "--kind", "job"]),
        ("unknown_key_of_a_job", &["explain", "gpus-per-nodes"]),
        ("case_tells_kinds_apart", &["explain", "name"]),
    ];
    for (name, arguments) in pages {
        let output = run(arguments);
        let code = output.status.code().unwrap();
        let shown = format!(
            "$ pclusterctl {}\n{}{}exit code {code}\n",
            arguments.join(" "),
            stdout(&output),
            stderr(&output)
        );
        insta::assert_snapshot!(format!("explain_{name}"), shown);
    }
}

#[test]
fn rules_are_listed() {
    let output = run(&["rules", "duplicate-tag", "TagsValidator"]);
    assert_exit(&output, 0);
    insta::assert_snapshot!("rules_table", stdout(&output));
    let output = run(&["rules", "--json"]);
    assert_exit(&output, 0);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let rules = document["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "reserved-tag" && rule["severity"] == "error"));
    assert!(rules.iter().all(|rule| rule["documentation"].as_str().is_some_and(|text| text.len() > 20)));
    let output = run(&["rules", "kubernetes"]);
    assert_exit(&output, 2);
    insta::assert_snapshot!("rules_none", stderr(&output));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = command(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The schema is larger than any pipe.
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(errors, "");
}

#[test]
fn findings_are_not_lost_with_the_reader() {
    let mut child = command(&["validate", "--format", "json", "broken"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let code = child.wait().unwrap().code();
    assert!(code == Some(0) || code == Some(1), "{code:?}");
}

#[test]
fn messages_cannot_steer_the_terminal() {
    let name = "gone\u{1b}[31m.yaml";
    let output = run(&["validate", name]);
    assert_exit(&output, 2);
    assert!(!stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
    let output = run_with_input(&["validate", "-"], "Regi\u{202e}on: \u{1b}31m\n".as_bytes());
    assert!(!stdout(&output).contains(['\u{1b}', '\u{202e}']), "{}", stdout(&output));
}

/// The file that the README shows things about.
const README_CLUSTER: &str = "\
Image:
  Os: alinux2023
HeadNode:
  InstanceTyp: m5.8xlarge
  Networking:
    SubnetId: subnet-0a1b2c3d4e5f60718
  Ssh:
    KeyName: training
Imds:
  ImdsSupport: v2.0
Scheduling:
  Scheduler: slurm
  SlurmQueues:
    - Name: gpu
      Networking:
        SubnetIds: [subnet-08192a3b4c5d6e7f0]
      ComputeResources:
        - Name: p5
          InstanceType: p5.48xlarge
          MaxCount: 8
          Efa:
            Enabled: true
";

#[test]
fn the_readme_shows_what_is_printed() {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("cluster.yaml"), README_CLUSTER).unwrap();
    let readme = fs::read_to_string(fixtures().join("../README.md")).unwrap();
    for options in [["--format", "human"].as_slice(), &["--format", "concise"], &["--diff"]] {
        let output = command(&["validate", "cluster.yaml"])
            .args(options)
            .current_dir(directory.path())
            .output()
            .unwrap();
        assert_exit(&output, 1);
        assert!(readme.contains(stdout(&output).trim_end()), "{}", stdout(&output));
    }
}
