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
fn the_page_of_problems_lists_every_rule() {
    let mut page = String::from(
        "# Problems\n\nEvery problem that is reported has one of these ids. All errors carry the official name \
         `ConfigSchemaValidator`: the official loader or schema refuses the file as well.\n\n## The text and single keys\n\n\
         | id | severity | what it is about |\n|---|---|---|\n",
    );
    for kind in KINDS {
        writeln!(page, "| `{}` | {} | {} |", kind.id, kind.severity, kind.summary).unwrap();
    }
    page.push_str("\n## The settings of this tool\n\n| id | severity | what it is about |\n|---|---|---|\n");
    for kind in SETTINGS_KINDS {
        writeln!(page, "| `{}` | {} | {} |", kind.id, kind.severity, kind.summary).unwrap();
    }
    page.push_str("\n## Relations between keys\n");
    let mut rules: Vec<PathBuf> = Vec::new();
    for subject in std::fs::read_dir(root().join("crates/pcluster-config/src/rules")).unwrap() {
        let subject = subject.unwrap().path();
        if subject.is_dir() {
            let files = std::fs::read_dir(subject).unwrap().map(|file| file.unwrap().path());
            rules.extend(files.filter(|file| !file.ends_with("mod.rs")));
        }
    }
    rules.sort_by_key(|file| file.file_stem().map(std::ffi::OsStr::to_owned));
    for file in rules {
        let id = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        writeln!(page, "\n### {id}\n").unwrap();
        for line in std::fs::read_to_string(&file).unwrap().lines().map_while(|line| line.strip_prefix("//!"))
        {
            let line = line.strip_prefix(' ').unwrap_or(line);
            match line.strip_prefix("```yaml ") {
                Some(kind) if kind.starts_with("fires") => page.push_str("Wrong:\n\n```yaml\n"),
                Some(_) => page.push_str("Right:\n\n```yaml\n"),
                None => writeln!(page, "{line}").unwrap(),
            }
        }
    }
    compare("docs/problems.md", &page);
}

#[test]
fn ids_are_in_order_and_unique() {
    for kinds in [KINDS, SETTINGS_KINDS] {
        let ids: Vec<&str> = kinds.iter().map(|kind| kind.id).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }
}
