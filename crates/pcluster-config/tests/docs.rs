//! The generated pages of docs/ and schemas/ are what the code says. `UPDATE_DOCS=1 cargo test --test docs` writes them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail like the test"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use pcluster_config::ConfigKind;
use pcluster_config::diagnostic::{KINDS, SETTINGS_KINDS};
use pcluster_config::facts::Release;
use pcluster_config::schema::{json_schema, keys, lifetime, paths};
use pcluster_config::template::rule;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[track_caller]
fn compare(name: &str, content: &str) {
    let path = root().join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == content, "{name} is out of date: run `UPDATE_DOCS=1 cargo test --test docs`");
}

#[test]
fn the_schemas_are_the_newest_ones() {
    for kind in [ConfigKind::Cluster, ConfigKind::Image] {
        let schema = json_schema(kind, Release::newest(), true);
        compare(&format!("schemas/{kind}.json"), &format!("{schema:#}\n"));
    }
}

#[test]
fn the_pages_of_keys_are_complete() {
    for kind in [ConfigKind::Cluster, ConfigKind::Image] {
        let mut page = format!(
            "# Keys of the {kind} configuration\n\nGenerated from the model for release {}. `pclusterctl explain` shows \
             more about each key.\n\n| key | type | default | what it does |\n|---|---|---|---|\n",
            Release::newest()
        );
        for key in keys(kind, Release::newest()) {
            let default = key.default.map(|default| format!("`{default}`")).unwrap_or_default();
            let required = if key.required { ", required" } else { "" };
            let unit = key.unit.map(|unit| format!(" in {unit}")).unwrap_or_default();
            let description = key.description.replace('\n', " ").replace('|', "\\|");
            writeln!(
                page,
                "| `{}` | {}{unit}{required} | {default} | {description} |",
                key.path, key.type_name
            )
            .unwrap();
        }
        compare(&format!("docs/{kind}-keys.md"), &page);
    }
}

#[test]
fn the_page_of_releases_tells_what_changed() {
    let mut page = String::from(
        "# Releases\n\nWhat the releases of ParallelCluster accept differently, from `crates/pcluster-config/data/releases`.\n",
    );
    let mut before: Option<Release> = None;
    for release in Release::all() {
        writeln!(page, "\n## {release}\n").unwrap();
        let Some(last) = before.replace(release) else {
            writeln!(page, "The oldest release that is known.").unwrap();
            continue;
        };
        let mut changes = Vec::new();
        for kind in [ConfigKind::Cluster, ConfigKind::Image] {
            let (old, new) = (keys(kind, last), keys(kind, release));
            for key in paths(kind, release) {
                if lifetime(kind, &key).is_some_and(|lifetime| lifetime.since == release) {
                    changes.push(format!("- {kind}: new key `{key}`"));
                }
            }
            for key in paths(kind, last) {
                if lifetime(kind, &key).is_some_and(|lifetime| lifetime.last == last) {
                    changes.push(format!("- {kind}: `{key}` is gone"));
                }
            }
            for (old, new) in
                old.iter().filter_map(|old| Some((old, new.iter().find(|new| new.path == old.path)?)))
            {
                let names = |choices: &[(String, String)]| {
                    choices.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
                };
                let (was, is) = (names(&old.choices), names(&new.choices));
                for choice in is.iter().filter(|choice| !was.contains(choice)) {
                    changes.push(format!("- {kind}: `{}` may be `{choice}`", new.path));
                }
                for choice in was.iter().filter(|choice| !is.contains(choice)) {
                    changes.push(format!("- {kind}: `{}` may not be `{choice}` any more", new.path));
                }
                if old.limits != new.limits {
                    changes.push(format!("- {kind}: `{}` is limited to {}", new.path, new.limits.join(", ")));
                }
                if old.required != new.required {
                    changes.push(format!("- {kind}: `{}` is required", new.path));
                }
                if let (Some(was), Some(is)) = (old.update_policy, new.update_policy)
                    && was != is
                {
                    changes.push(format!(
                        "- {kind}: changing `{}`: {} (before: {})",
                        new.path, is.meaning, was.meaning
                    ));
                }
            }
        }
        if changes.is_empty() {
            changes.push("Nothing that a configuration shows.".to_owned());
        }
        writeln!(page, "{}", changes.join("\n")).unwrap();
    }
    compare("docs/releases.md", &page);
}

#[test]
fn the_page_of_problems_lists_every_kind() {
    let mut page = String::from(
        "# Problems with the text and with single keys\n\nWhat is wrong with the text itself, or with one key alone, has one of \
         these ids; relations between keys are [rules](rules.md). All errors carry the official name `ConfigSchemaValidator`: the \
         official loader or schema refuses the file as well.\n\n| id | severity | what it is about |\n|---|---|---|\n",
    );
    for kind in KINDS {
        writeln!(page, "| `{}` | {} | {} |", kind.id, kind.severity, kind.summary).unwrap();
    }
    page.push_str("\n## The settings of this tool\n\n| id | severity | what it is about |\n|---|---|---|\n");
    for kind in SETTINGS_KINDS {
        writeln!(page, "| `{}` | {} | {} |", kind.id, kind.severity, kind.summary).unwrap();
    }
    page.push_str(
        "\n## Templates and files of values\n\n| id | severity | what it is about |\n|---|---|---|\n",
    );
    for kind in rule::KINDS {
        writeln!(page, "| `{}` | {} | {} |", kind.id, kind.severity, kind.summary).unwrap();
    }
    compare("docs/problems.md", &page);
}

#[test]
fn the_page_of_rules_lists_every_rule() {
    let rules = pcluster_config::rules::all();
    let mut page = String::from(
        "# Rules\n\nWhat is said about relations between keys. `pclusterctl explain RULE` shows one of these in a terminal. Where an \
         official name stands, the official tool says the same, at the same level, when a cluster is made.\n\n\
         | rule | severity | official name | what it finds |\n|---|---|---|---|\n",
    );
    for rule in &rules {
        let official = rule.official.map(|name| format!("`{name}`")).unwrap_or_default();
        let summary = rule.summary.replace('|', "\\|");
        writeln!(page, "| [{0}](#{0}) | {1} | {official} | {summary} |", rule.id, rule.severity).unwrap();
    }
    for rule in &rules {
        writeln!(page, "\n## {}\n\n{}", rule.id, rule.documentation().trim_end()).unwrap();
    }
    compare("docs/rules.md", &page);
}

#[test]
fn ids_are_in_order_and_unique() {
    for kinds in [KINDS, SETTINGS_KINDS, rule::KINDS] {
        let ids: Vec<&str> = kinds.iter().map(|kind| kind.id).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }
}
