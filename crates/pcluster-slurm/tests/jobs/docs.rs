//! The generated pages about jobs are what the code says. `UPDATE_DOCS=1 cargo test -p pcluster-slurm --test jobs docs`
//! writes them.

use std::fmt::Write;
use std::path::Path;

use pcluster_slurm::spec::{json_schema, keys};

#[track_caller]
fn compare(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, content).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == content,
        "{name} is out of date: run `UPDATE_DOCS=1 cargo test -p pcluster-slurm --test jobs docs`"
    );
}

#[test]
fn the_schema_is_the_newest_one() {
    compare("schemas/job.json", &format!("{:#}\n", json_schema()));
}

#[test]
fn the_page_of_keys_is_complete() {
    let mut page = String::from(HEAD);
    for key in keys() {
        let default = key.default.map(|default| format!("`{default}`")).unwrap_or_default();
        let required = if key.required { ", required" } else { "" };
        let unit = key.unit.map(|unit| format!(" in {unit}")).unwrap_or_default();
        let description = key.description.replace('|', "\\|");
        let choices: Vec<String> = key.choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        let choices =
            if choices.is_empty() { String::new() } else { format!(" One of {}.", choices.join(", ")) };
        writeln!(
            page,
            "| `{}` | {}{unit}{required} | {default} | {description}{choices} |",
            key.path, key.type_name
        )
        .unwrap();
    }
    compare("docs/job.md", &page);
}

const HEAD: &str = "# Jobs as YAML\n
A file `NAME.job.yaml` is a Slurm job. `pclusterctl job new` writes one that fits a cluster, `pclusterctl job check` says
what is wrong with one, `pclusterctl job render` makes the script for `sbatch` of it. Keys are called as the options of sbatch
that they become, without the dashes in front. Texts are taken as they are: `$` and quotes in them mean nothing. A number or
a boolean may stand for a text among `args` and in `environment`, if it is read as what is written (`0.10` and `yes` are not:
quote them). `# pclusterctl: allow[rule-id] the reason` allows a finding, as in configurations.

```yaml
name: llama
partition: gpu
nodes: 4
gpus-per-node: 8
exclusive: true
time: 1-00:00:00
checkpoints: /fsx/checkpoints/llama
container:
  image: /fsx/images/train.sqsh
run:
  torchrun:
    script: /fsx/llama/train.py
    args: [--epochs, 3]
```

Editors complete and check such files with the schema `schemas/job.json` (`pclusterctl schema --kind job`).

| key | type | default | what it does |
|---|---|---|---|
";
