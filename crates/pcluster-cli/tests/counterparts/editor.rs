//! What the schemas do in an editor.

use std::path::Path;

use serde_json::{Value, json};

use super::language_server::LanguageServer;
use super::process::{pclusterctl, project, succeed};

const BASE: &str = "\
Region: us-east-1
Image:
  Os: ubuntu2204
HeadNode:
  InstanceType: m5.large
  Networking:
    SubnetId: subnet-0123456789abcdef0
";

/// The language server with the schemas of clusters, of images, and of templates of clusters.
fn editor(directory: &Path) -> LanguageServer {
    let mut schemas = json!({});
    for (pattern, arguments) in [
        ("*cluster.yaml", &[][..]),
        ("*image.yaml", &["--kind", "image"]),
        ("*.template", &["--placeholders"]),
        ("*.job.yaml", &["--kind", "job"]),
    ] {
        let file = directory.join(format!("schema{}.json", arguments.concat()));
        std::fs::write(&file, succeed(pclusterctl().arg("schema").args(arguments))).unwrap();
        schemas[format!("file://{}", file.display())] = json!([pattern]);
    }
    LanguageServer::start(&schemas)
}

fn labels(completions: &[Value]) -> Vec<&str> {
    completions.iter().map(|item| item["label"].as_str().unwrap()).collect()
}

/// The documentation of a completion, which is a text or a text with its kind.
fn documentation<'c>(completions: &'c [Value], label: &str) -> &'c str {
    let item = completions.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("{label}"));
    let documentation = &item["documentation"];
    documentation.get("value").unwrap_or(documentation).as_str().unwrap_or_default()
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn keys_and_choices_are_offered_with_what_they_mean() {
    let directory = tempfile::tempdir().unwrap();
    let mut editor = editor(directory.path());

    let keys = editor.completions("a-cluster.yaml", "Region: us-east-1\nHeadNode:\n  |\n");
    assert!(documentation(&keys, "InstanceType").contains("EC2"), "{keys:#?}");
    assert!(labels(&keys).contains(&"LocalStorage"));
    assert!(!labels(&keys).contains(&"SlurmQueues"));

    let systems = editor.completions("b-cluster.yaml", "Image:\n  Os: |\n");
    assert!(documentation(&systems, "ubuntu2204").contains("Ubuntu 22.04"), "{systems:#?}");

    let queue = format!(
        "{BASE}Scheduling:\n  Scheduler: slurm\n  SlurmQueues:\n    - Name: a\n      CapacityType: |\n"
    );
    for name in ["c-cluster.yaml", "c.template"] {
        let choices = editor.completions(name, &queue);
        let mut offered = labels(&choices);
        offered.sort_unstable();
        assert_eq!(offered, ["CAPACITY_BLOCK", "ONDEMAND", "SPOT"], "{name}");
        assert!(documentation(&choices, "SPOT").contains("Spot"), "{name}");
    }

    let keys = editor.completions("d-image.yaml", "Build:\n  |\n");
    assert!(labels(&keys).contains(&"ParentImage"), "{keys:#?}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn keys_are_explained_under_the_pointer() {
    let directory = tempfile::tempdir().unwrap();
    let mut editor = editor(directory.path());
    let text =
        format!("{BASE}Scheduling:\n  SlurmQueues:\n    - ComputeResources:\n        - Max|Count: 2\n");
    for name in ["a-cluster.yaml", "a.template"] {
        let shown = editor.hover(name, &text);
        assert!(shown.contains("nodes that run at the same time"), "{name}: {shown}");
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn what_is_wrong_is_marked() {
    let directory = tempfile::tempdir().unwrap();
    let mut editor = editor(directory.path());
    let text = BASE.replace("ubuntu2204", "ubuntu2205").replace("InstanceType", "InstanceTyp");
    for name in ["a-cluster.yaml", "a.template"] {
        let found = editor.diagnostics(name, &text);
        let says = |line, part: &str| found.iter().any(|(at, message)| *at == line && message.contains(part));
        assert!(says(5, "InstanceTyp is not allowed"), "{name}: {found:?}");
        assert!(says(3, "alinux2023"), "{name}: {found:?}");
        assert!(says(1, "\"Scheduling\""), "{name}: {found:?}");
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn what_is_sound_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let mut editor = editor(directory.path());
    for (name, file) in [
        ("a-cluster.yaml", "clusters/gpu-training.yaml"),
        ("b-cluster.yaml", "clusters/everything.yaml"),
        ("a-image.yaml", "images/gpu-image.yaml"),
        ("a.template", "templates/gpu-training.yaml"),
        ("b.template", "clusters/gpu-training.yaml"),
        ("a.job.yaml", "jobs/llama-pretraining.job.yaml"),
        ("b.job.yaml", "jobs/deepspeed-finetuning.job.yaml"),
        ("c.job.yaml", "jobs/nccl-all-gather.job.yaml"),
    ] {
        let text = std::fs::read_to_string(project().join("fixtures").join(file)).unwrap();
        // First something wrong, to know that the schema is in use.
        assert_eq!(editor.diagnostics(name, &format!("{text}\nNoKey: 1\n")).len(), 1, "{file}");
        assert_eq!(editor.diagnostics(name, &text), [], "{file}");
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn jobs_are_completed_explained_and_checked() {
    let directory = tempfile::tempdir().unwrap();
    let mut editor = editor(directory.path());
    let keys = editor.completions("a.job.yaml", "nodes: 2\nrun:\n  torchrun:\n    |\n");
    assert!(!documentation(&keys, "script").is_empty(), "{keys:#?}");
    assert!(!labels(&keys).contains(&"gpus-per-node"));
    let shown = editor.hover("b.job.yaml", "gpus-per-|node: 8\nrun: { shell: nvidia-smi }\n");
    assert!(shown.contains("GPUs on each node"), "{shown}");
    let found =
        editor.diagnostics("c.job.yaml", "nodes: many\ngpu-per-node: 8\nrun: { shell: nvidia-smi }\n");
    let says = |line, part: &str| found.iter().any(|(at, message)| *at == line && message.contains(part));
    assert!(says(1, "integer") && says(2, "gpu-per-node is not allowed"), "{found:?}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs PCLUSTER_TOOLS, see scripts/test")]
fn a_file_may_name_its_schema_itself() {
    let directory = tempfile::tempdir().unwrap();
    let schema = directory.path().join("schema.json");
    std::fs::write(&schema, succeed(pclusterctl().arg("schema"))).unwrap();
    let mut editor = LanguageServer::start(&json!({}));
    let text = format!("# yaml-language-server: $schema={}\n{BASE}NoKey: 1\n", schema.display());
    let found = editor.diagnostics("a.yaml", &text);
    assert!(found.iter().any(|(line, message)| *line == 9 && message.contains("NoKey")), "{found:?}");
}
