//! The help is documentation.

use std::process::Command;

fn help(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_pclusterctl")).args(arguments).arg("--help").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn help_of_the_commands() {
    insta::assert_snapshot!("help-data", help(&["data"]));
    insta::assert_snapshot!("help-bucket", help(&["data", "bucket"]));
    insta::assert_snapshot!("help-ls", help(&["data", "ls"]));
    insta::assert_snapshot!("help-associate", help(&["data", "associate"]));
}
