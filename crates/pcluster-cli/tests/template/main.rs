//! `pclusterctl infra template`: the templates as people get them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod life;

use std::process::{Command, Output};

fn template(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    // There is no way to AWS, and none is needed.
    command.env_clear().args(["infra", "template"]).args(arguments);
    command.output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = template(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_template_of_the_library_is_printed() {
    use pcluster_infra::template::{Monitoring, data_bucket, prerequisites};

    assert_eq!(printed(&[]), prerequisites(Monitoring::None).text);
    for monitoring in Monitoring::ALL {
        assert_eq!(printed(&["--monitoring", monitoring.name()]), prerequisites(monitoring).text);
    }
    assert_eq!(printed(&["--monitoring", "amp-only"]), prerequisites(Monitoring::Amp).text);
    assert_eq!(printed(&["--data-bucket"]), data_bucket().text);
}

#[test]
fn what_there_is_not_is_refused() {
    let output = template(&["--monitoring", "grafana"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());

    let output = template(&["--monitoring", "amp", "--data-bucket"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_help_explains_it() {
    insta::assert_snapshot!(printed(&["--help"]));
}
