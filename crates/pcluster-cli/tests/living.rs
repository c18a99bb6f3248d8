//! Living with the rules: comments, settings, baselines and fixes, in a project of its own for each test.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail like the test")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SOUND: &str = include_str!("../../../fixtures/base.yaml");
const ALLOW: &str = "# pclusterctl: allow[fraction-dropped] the old tool wrote it";

/// A sound cluster whose last line is more.
fn with(more: &str) -> String {
    format!("{SOUND}          {more}\n")
}

/// A repository of files.
struct Project(TempDir);

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = Self(TempDir::new().unwrap());
        fs::create_dir(project.path(".git")).unwrap();
        for (name, text) in files {
            project.write(name, text);
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `pclusterctl validate` in the root of the project.
    fn run(&self, arguments: &[&str]) -> Output {
        self.run_in("", arguments, "")
    }

    fn run_in(&self, folder: &str, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pclusterctl"))
            .arg("validate")
            .args(arguments)
            .current_dir(self.path(folder))
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // What goes wrong before anything is read may close it.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// What a run shows, as a page.
    fn page(&self, arguments: &[&str]) -> String {
        page(arguments, &self.run(arguments))
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn page(arguments: &[&str], output: &Output) -> String {
    let code = output.status.code().unwrap();
    let command = arguments.join(" ");
    format!(
        "$ pclusterctl validate {command}\n{}--- standard error\n{}--- exit code {code}\n",
        stdout(output),
        stderr(output)
    )
}

#[track_caller]
fn assert_exit(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}{}", stdout(output), stderr(output));
}

macro_rules! assert_page {
    ($name:literal, $page:expr) => {
        insta::with_settings!({snapshot_path => "snapshots/living", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!($name, $page);
        })
    };
}

#[test]
fn comments_hide_and_the_summary_tells() {
    let project = Project::new(&[("cluster.yaml", &with(&format!("MaxCount: 4.5 {ALLOW}")))]);
    assert_page!("comment", project.page(&["--fail-on", "warning", "cluster.yaml"]));
    let output = project.run(&["--format", "json", "cluster.yaml"]);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let hidden = &document["files"][0]["hidden"][0];
    assert_eq!((&hidden["by"], &hidden["reason"]), (&"comment".into(), &"the old tool wrote it".into()));
    let output = project.run(&["--format", "sarif", "cluster.yaml"]);
    let log: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["kind"], "inSource");
    for format in ["concise", "github"] {
        assert_eq!(stdout(&project.run(&["--format", format, "cluster.yaml"])), "");
    }
}

#[test]
fn settings_are_found_upwards_from_each_file() {
    let settings = "release = '3.14.0'\nexclude = ['old/', '*.gen.yaml']\n[rules]\nfraction-dropped = 'error'\n\
                    [[overrides]]\npaths = ['next/']\nrelease = '3.16.0'\nrules = { fraction-dropped = 'off' }\n";
    let text = with("MaxCount: 4.5");
    let project = Project::new(&[
        ("pclusterctl.toml", settings),
        ("a.yaml", &text),
        ("b.gen.yaml", &text),
        ("old/c.yaml", &text),
        ("next/d.yaml", &text),
        ("other/e.yaml", &text),
        ("other/pclusterctl.toml", ""),
    ]);
    let files = ["a.yaml", "b.gen.yaml", "old/c.yaml", "next/d.yaml", "other/e.yaml"];
    let mut arguments = vec!["--format", "concise"];
    arguments.extend(files);
    assert_page!("settings", project.page(&arguments));
    // From another folder, and as a directory
    let output = project.run_in("next", &["--format", "concise", ".."], "");
    assert_exit(&output, 1);
    assert_eq!(stdout(&output).lines().count(), 2, "{}", stdout(&output));
    // Each file names its release.
    let output = project.run(&["--format", "json", "."]);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let releases: Vec<&Value> =
        document["files"].as_array().unwrap().iter().map(|file| &file["release"]).collect();
    assert_eq!(releases, ["3.14.0", "3.16.0", "3.16.1"]);
    assert!(document["release"].is_null());
    // The command line wins.
    let output = project.run(&["--release", "3.15.0", "a.yaml", "next/d.yaml"]);
    assert!(
        stderr(&output).starts_with("checked 2 files for ParallelCluster 3.15.0:"),
        "{}",
        stderr(&output)
    );
    let output = project.run(&["--no-config", "--format", "concise", "."]);
    assert_exit(&output, 0);
    assert_eq!(stdout(&output).lines().count(), 5);
    let output = project.run(&["--config", "other/pclusterctl.toml", "a.yaml"]);
    assert_exit(&output, 0);
    // Standard input belongs to the working directory.
    assert_exit(&project.run_in("", &["-"], &text), 1);
    assert_exit(&project.run_in("other", &["-"], &text), 0);
}

#[test]
fn what_is_rendered_is_checked_by_the_settings_of_its_place() {
    let project = Project::new(&[
        ("pclusterctl.toml", "release = '3.14.0'\nrules = { fraction-dropped = 'error' }"),
        ("a.yaml.template", &with("MaxCount: ${COUNT}")),
    ]);
    let render = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        command.args(["render", "a.yaml.template", "--set", "COUNT=4.5", "--output", "a.yaml"]);
        command.args(more).current_dir(project.path("")).output().unwrap()
    };
    let output = render(&[]);
    assert_exit(&output, 1);
    assert!(stderr(&output).contains("for ParallelCluster 3.14.0: 1 error"), "{}", stderr(&output));
    assert_exit(&render(&["--no-config"]), 0);
    project.write("pclusterctl.toml", "relase = 1");
    assert_exit(&render(&[]), 2);
}

#[test]
fn the_region_of_files_that_name_none_comes_from_the_command_line_or_the_settings() {
    let text = with("").replace("          InstanceType: c5.large", "          InstanceType: hpc6a.48xlarge");
    assert!(text.contains("hpc6a"));
    let settings = "region = 'us-west-1'\n[[overrides]]\npaths = ['ohio/']\nregion = 'us-east-2'\n";
    let project = Project::new(&[("pclusterctl.toml", settings), ("a.yaml", &text), ("ohio/b.yaml", &text)]);
    let output =
        project.run(&["--format", "concise", "--select", "instance-type-not-offered", "a.yaml", "ohio"]);
    assert_exit(&output, 1);
    let found = stdout(&output);
    assert!(found.starts_with("a.yaml:") && found.lines().count() == 1, "{found}");
    assert!(found.contains("cannot be started in us-west-1"), "{found}");
    assert_exit(&project.run(&["--region", "us-east-2", "a.yaml", "ohio"]), 0);
    assert_exit(&project.run(&["--region", "us-east-1", "ohio"]), 1);
    assert_page!("region_form", project.page(&["--region", "us-east-2a", "a.yaml"]));
    let render = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        command.args(["render", "a.yaml", "--output", "ohio/c.yaml"]).args(more);
        command.current_dir(project.path("")).output().unwrap()
    };
    assert_exit(&render(&[]), 0);
    assert_exit(&render(&["--region", "us-west-1"]), 1);
    project.write("pclusterctl.toml", "region = 'us-east-2a'\n[[overrides]]\npaths = ['x']\nregion = 2\n");
    assert_page!("region_settings", project.page(&["a.yaml"]));
}

#[test]
fn settings_are_not_searched_outside_the_repository() {
    let text = with("MaxCount: 4.5");
    let project = Project::new(&[
        ("pclusterctl.toml", "rules = { fraction-dropped = 'error' }"),
        ("inner/a.yaml", &text),
    ]);
    assert_exit(&project.run(&["inner/a.yaml"]), 1);
    fs::create_dir(project.path("inner/.git")).unwrap();
    assert_exit(&project.run(&["inner/a.yaml"]), 0);
}

#[test]
fn wrong_settings_are_shown_and_nothing_is_checked_by_them() {
    let settings =
        "relase = '3.14.0'\nexclude = ['a{']\n[rules]\nfraction-droped = 'off'\nunknown-key = 'off'\n";
    let project =
        Project::new(&[("bad/pclusterctl.toml", settings), ("bad/a.yaml", SOUND), ("good/b.yaml", SOUND)]);
    assert_page!("wrong_settings", project.page(&["bad", "good"]));
    assert_exit(&project.run(&["--no-config", "bad", "good"]), 0);
    let output = project.run(&["--config", "gone.toml", "good"]);
    assert_exit(&output, 2);
    assert!(stderr(&output).starts_with("error: cannot read gone.toml: "), "{}", stderr(&output));
}

#[test]
fn rules_are_selected_and_ignored() {
    let project = Project::new(&[("a.yaml", &with("MaxCount: 4.5 # pclusterctl: allow[loose-form] why"))]);
    assert_page!(
        "select",
        project.page(&["--format", "concise", "--select", "unused-allow,loose-form", "a.yaml"])
    );
    let output = project.run(&["--ignore", "fraction-dropped", "--ignore", "unused-allow", "a.yaml"]);
    assert_eq!(stdout(&output), "");
    assert_page!("select_unknown", project.page(&["--select", "fraction-droped", "a.yaml"]));
    assert_page!("select_official", project.page(&["--select", "EfaPlacementGroupValidator", "a.yaml"]));
    assert_exit(&project.run(&["--ignore", "loose-form, fraction-dropped", "a.yaml"]), 0);
    assert_page!("ignore_shape", project.page(&["--ignore", "unknown-key", "a.yaml"]));
}

#[test]
fn what_a_suppressed_validator_says_is_hidden_and_counted() {
    let project = Project::new(&[("a.yaml", &with("MinCount: 5\n          MaxCount: 2"))]);
    assert_exit(&project.run(&["a.yaml"]), 1);
    assert_page!(
        "suppressed",
        project.page(&[
            "a.yaml",
            "--suppress-validators",
            "type:ComputeResourceSizeValidator",
            "type:DcvValidator"
        ])
    );
    assert_exit(&project.run(&["a.yaml", "--suppress-validators", "ALL"]), 0);
    assert_exit(&project.run(&["a.yaml", "--suppress-validators", "type:DcvValidator"]), 1);
    project.write("pclusterctl.toml", "suppress-validators = ['ALL']");
    assert_exit(&project.run(&["a.yaml"]), 0);
}

#[test]
fn official_names_of_validators_are_taken() {
    let project = Project::new(&[("a.yaml", SOUND)]);
    let output =
        project.run(&["a.yaml", "--suppress-validators", "type:NameValidator", "type:DcvValidator", "ALL"]);
    assert_exit(&output, 0);
    assert!(!stderr(&output).contains("warning"), "{}", stderr(&output));
    assert_page!(
        "suppress_unknown",
        project.page(&["--suppress-validators", "type:NamesValidator", "--", "a.yaml"])
    );
    assert_page!("suppress_wrong", project.page(&["--suppress-validators", "ALL", "a.yaml"]));
}

#[test]
fn a_baseline_hides_what_is_old() {
    let old = with("MaxCount: 4.5").replace("SubnetId:", "SubnetID:");
    let project = Project::new(&[("a/cluster.yaml", &old), ("b.yaml", SOUND)]);
    assert_exit(&project.run(&["--write-baseline", "ci/known.json", "a", "b.yaml"]), 2);
    project.write("ci/.keep", "");
    assert_page!("baseline_written", project.page(&["--write-baseline", "ci/known.json", "a", "b.yaml"]));
    assert_page!("baseline_file", project.read("ci/known.json"));
    let output = project.run(&["--baseline", "ci/known.json", "--fail-on", "warning", "."]);
    assert_exit(&output, 0);
    // From another folder, and with new problems
    project.write(
        "a/cluster.yaml",
        &format!(
            "# new\n{}",
            old.replace("          MaxCount", "          MinCount: 1.5\n          MaxCount")
                .replace("SubnetID:", "SubnetId:")
        ),
    );
    let output =
        project.run_in("a", &["--baseline", "../ci/known.json", "--format", "concise", "cluster.yaml"], "");
    assert_page!(
        "baseline_stale",
        page(&["--baseline", "../ci/known.json", "--format", "concise", "cluster.yaml"], &output)
    );
    // What is hidden by it is not valid.
    project.write("a/cluster.yaml", &old);
    let output = project.run(&["--baseline", "ci/known.json", "--format", "json", "a"]);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["files"][0]["valid"], false);
    assert_eq!(document["files"][0]["diagnostics"], Value::Array(Vec::new()));
    project.write("ci/known.json", "{ \"version\": 1, \"files\": { \"../b.yaml\": [{ \"rule\": \"gone\", \"path\": \"\", \"count\": 2 }] } }");
    assert_page!("baseline_unknown", project.page(&["--baseline", "ci/known.json", "b.yaml"]));
    project.write("ci/known.json", "[]");
    assert_page!("baseline_wrong", project.page(&["--baseline", "ci/known.json", "b.yaml"]));
    let output = project.run_in("", &["--write-baseline", "ci/of-input.json", "-"], SOUND);
    assert_exit(&output, 2);
    assert!(
        stderr(&output).starts_with("error: standard input cannot be in a baseline"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_baseline_is_written_whole_and_over_nothing_else() {
    let text = with("MaxCount: 4.5");
    let project = Project::new(&[("a.yaml", &text), ("b.yaml", &text)]);
    // The name of the baseline is forgotten.
    assert_page!("baseline_over_a_configuration", project.page(&["--write-baseline", "a.yaml", "b.yaml"]));
    assert_eq!(project.read("a.yaml"), text);
    assert_page!(
        "baseline_not_whole",
        project.page(&["--write-baseline", "known.json", "a.yaml", "gone.yaml"])
    );
    assert!(!project.path("known.json").exists());
    assert_exit(&project.run(&["--write-baseline", "-", "a.yaml"]), 2);
    let output = project.run(&["--write-baseline", "gone/known.json", "a.yaml"]);
    assert_eq!(stderr(&output), "error: cannot write gone/known.json: there is no folder gone\n");
    // Over a baseline it is written, and a file that is named twice counts once.
    for _ in 0..2 {
        let output = project.run(&["--write-baseline", "known.json", "a.yaml", "./a.yaml", "."]);
        assert_exit(&output, 0);
        assert!(
            stderr(&output).starts_with("wrote known.json: 2 problems in 2 files\n"),
            "{}",
            stderr(&output)
        );
    }
    fs::rename(project.path("b.yaml"), project.path("c.yaml")).unwrap();
    assert_page!("baseline_renamed", project.page(&["--baseline", "known.json", "--format", "concise", "."]));
}

/// Three slips that can be mended, and a fault that cannot.
fn slips() -> String {
    with("MaxCuont: 4   # keep")
        .replace("SubnetId:", "SubnetID:")
        .replace("Scheduler: slurm", "Scheduler: Slurm")
        + "Monitoring:\n  Logs: { CloudWatch: { RetentionInDays: 15 } }\n"
}

#[test]
fn fixes_are_applied_and_what_remains_is_shown() {
    let project = Project::new(&[("a.yaml", &slips()), ("b.yaml", SOUND)]);
    assert_page!("fix", project.page(&["--fix", "--format", "concise", "a.yaml", "b.yaml"]));
    let mended = slips()
        .replace("SubnetID:", "SubnetId:")
        .replace("Slurm\n", "slurm\n")
        .replace("MaxCuont", "MaxCount");
    assert_eq!(project.read("a.yaml"), mended);
    assert_eq!(project.read("b.yaml"), SOUND);
    // Once more there is nothing to do.
    let output = project.run(&["--fix", "a.yaml"]);
    assert_exit(&output, 1);
    assert_eq!(project.read("a.yaml"), mended);
    assert!(!stderr(&output).contains("fixed"), "{}", stderr(&output));
}

#[test]
fn diffs_are_shown_and_nothing_is_written() {
    let project = Project::new(&[("a.yaml", &slips()), ("b.yaml", SOUND)]);
    assert_page!("diff", project.page(&["--diff", "a.yaml", "b.yaml"]));
    assert_eq!(stdout(&project.run(&["--fix", "--diff", "."])), stdout(&project.run(&["--diff", "."])));
    assert_eq!(project.read("a.yaml"), slips());
    let output = project.run(&["--diff", "--color", "always", "a.yaml"]);
    assert!(stdout(&output).contains("\u{1b}[31m-"));
    assert_page!("diff_of_nothing", project.page(&["--diff", "b.yaml"]));
    let output = project.run_in("", &["--diff", "-"], &slips());
    assert!(stdout(&output).starts_with("--- a/stdin\n+++ b/stdin\n"), "{}", stdout(&output));
}

#[test]
fn a_diff_is_a_patch() {
    let text = format!("\u{feff}{}", slips().replace('\n', "\r\n"));
    let text = text.trim_end();
    let project = Project::new(&[("a b.yaml", text)]);
    let diff = project.run(&["--diff", "a b.yaml"]);
    assert_exit(&diff, 1);
    fs::write(project.path("change.diff"), &diff.stdout).unwrap();
    let patched =
        Command::new("git").args(["apply", "change.diff"]).current_dir(project.path("")).status().unwrap();
    assert!(patched.success());
    let by_git = project.read("a b.yaml");
    project.write("a b.yaml", text);
    project.run(&["--fix", "a b.yaml"]);
    assert_eq!(project.read("a b.yaml"), by_git);
    assert_ne!(by_git, text);
    assert_eq!(by_git.matches("\r\n").count(), text.matches("\r\n").count());
}

#[test]
fn standard_input_comes_out_fixed() {
    let project = Project::new(&[]);
    let output = project.run_in("", &["--fix", "--format", "concise", "-"], &slips());
    assert_exit(&output, 1);
    assert!(stdout(&output).contains("MaxCount: 4   # keep"));
    assert!(stderr(&output).starts_with("<stdin>:"), "{}", stderr(&output));
    let output = project.run_in("", &["--fix", "-"], SOUND);
    assert_exit(&output, 0);
    assert_eq!(stdout(&output), SOUND);
}

#[test]
fn what_is_hidden_is_not_fixed() {
    let project = Project::new(&[("a.yaml", &slips())]);
    project.run(&["--write-baseline", "known.json", "a.yaml"]);
    let output = project.run(&["--fix", "--baseline", "known.json", "a.yaml"]);
    assert_exit(&output, 0);
    assert_eq!(project.read("a.yaml"), slips());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;

    let project = Project::new(&[("a.yaml", &slips())]);
    fs::set_permissions(project.path("a.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    let output = project.run(&["--fix", "a.yaml"]);
    assert_exit(&output, 2);
    assert_eq!(stderr(&output), "error: cannot write a.yaml: it is read-only\n");
    assert_eq!(project.read("a.yaml"), slips());
}

#[cfg(unix)]
#[test]
fn a_fixed_file_keeps_its_permissions_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let project = Project::new(&[("real/a.yaml", &slips())]);
    fs::set_permissions(project.path("real/a.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/a.yaml", project.path("link.yaml")).unwrap();
    project.run(&["--fix", "link.yaml"]);
    assert!(project.read("real/a.yaml").contains("MaxCount"));
    assert!(fs::symlink_metadata(project.path("link.yaml")).unwrap().is_symlink());
    assert_eq!(fs::metadata(project.path("real/a.yaml")).unwrap().permissions().mode() & 0o777, 0o640);
}
