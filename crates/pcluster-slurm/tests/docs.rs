//! The generated page of docs/ is what the code says. `UPDATE_DOCS=1 cargo test -p pcluster-slurm --test docs` writes it.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail like the test")]

use std::fmt::Write;
use std::path::Path;

use pcluster_slurm::rules::RULES;

#[test]
fn the_page_of_rules_lists_every_rule() {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.id);
    let mut page = String::from(
        "# Rules about jobs\n\nWhat `pclusterctl job check` says about scripts for `sbatch` and about jobs as YAML, beside the \
         [problems](problems.md) that texts of all kinds have. `pclusterctl explain RULE` shows one of these in a terminal. Where \
         an example does not say otherwise, it is for the cluster in \
         [fixtures/jobs/cluster.yaml](../fixtures/jobs/cluster.yaml).\n\n\
         | rule | severity | what it finds |\n|---|---|---|\n",
    );
    for rule in &rules {
        let summary = rule.summary.replace('|', "\\|");
        writeln!(page, "| [{0}](#{0}) | {1} | {summary} |", rule.id, rule.severity).unwrap();
    }
    for rule in &rules {
        writeln!(page, "\n## {}\n\n{}", rule.id, rule.documentation().trim_end()).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/job-rules.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/job-rules.md is out of date: run `UPDATE_DOCS=1 cargo test -p pcluster-slurm --test docs`"
    );
}

#[test]
fn ids_are_unique_and_no_kind_of_problem_has_the_same() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    ids.extend(pcluster_config::rules::everything().iter().map(|rule| rule.id));
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
}
