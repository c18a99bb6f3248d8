//! Sound configurations are clean.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::collections::BTreeSet;

use fixture::{all, assert_places, one};
use pcluster_config::diagnostic::Config;
use pcluster_config::facts::Release;
use pcluster_config::schema::paths;
use pcluster_config::{ConfigKind, Options, check_bytes, check_cluster, check_image, render, to_yaml};
use serde_json::Value;

#[test]
fn sound_configurations_have_no_errors() {
    let mut shown = String::new();
    for file in ["clusters", "images"].into_iter().flat_map(all).chain([one("base.yaml")]) {
        let report = file.report();
        assert!(report.is_valid() && report.config().is_some(), "{}", render::concise(&report));
        assert!(!report.has_placeholders(), "{}", file.name);
        report.diagnostics().iter().for_each(|diagnostic| assert_places(&report, diagnostic));
        match render::concise(&report) {
            findings if findings.is_empty() => shown.extend([file.name.as_str(), ": nothing\n"]),
            findings => shown.push_str(&findings),
        }
    }
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("clusters", shown);
    });
}

#[test]
fn the_kind_of_a_configuration_is_recognised() {
    for (folder, kind) in [("clusters", ConfigKind::Cluster), ("images", ConfigKind::Image)] {
        for file in all(folder) {
            assert_eq!(file.report().kind(), kind, "{}", file.name);
        }
    }
}

#[test]
fn templates_have_no_errors_and_are_known_as_templates() {
    let file = one("templates/gpu-training.yaml");
    let report = file.report();
    assert!(report.is_valid(), "{}", render::concise(&report));
    assert!(report.has_placeholders());
    assert!(report.config().is_none(), "a template is no configuration yet");
}

#[test]
fn a_sound_configuration_stays_sound_when_it_is_written() {
    for file in ["clusters", "images"].into_iter().flat_map(all) {
        let report = file.report();
        let options = Options { release: file.release(), kind: Some(report.kind()), ..Options::default() };
        let (written, again) = match report.config() {
            Some(Config::Cluster(config)) => (to_yaml(&**config), check_cluster(config, &options)),
            Some(Config::Image(config)) => (to_yaml(&**config), check_image(config, &options)),
            None => panic!("{} is no configuration", file.name),
        };
        assert!(again.is_valid(), "{}: {}", file.name, render::concise(&again));
        let written = written.expect(&file.name);
        let reread = check_bytes(&file.name, written.as_bytes(), &options);
        assert_eq!(
            reread.config(),
            report.config(),
            "{}: {}\n{written}",
            file.name,
            render::concise(&reread)
        );
    }
}

#[test]
fn the_sound_configurations_use_every_key_of_the_schema() {
    for (folder, kind) in [("clusters", ConfigKind::Cluster), ("images", ConfigKind::Image)] {
        let mut used = BTreeSet::new();
        for file in all(folder).iter().filter(|file| file.release() == Release::newest()) {
            let config = match file.report().config() {
                Some(Config::Cluster(config)) => serde_json::to_value(config),
                Some(Config::Image(config)) => serde_json::to_value(config),
                None => panic!("{} is no configuration", file.name),
            };
            collect(&config.expect("JSON"), "", &mut used);
        }
        let known = paths(kind, Release::newest());
        let unused: Vec<&String> = known.iter().filter(|path| !used.contains(path.as_str())).collect();
        assert!(unused.is_empty(), "{unused:#?}");
    }
}

fn collect(value: &Value, path: &str, used: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(value, &path, used);
                used.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, &format!("{path}[]"), used)),
        _ => {}
    }
}
