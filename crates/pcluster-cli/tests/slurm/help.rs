//! What the commands say about themselves.

use std::process::Command;

#[test]
fn every_command_explains_itself() {
    for words in [
        &["nodes"][..],
        &["job", "submit"],
        &["job", "status"],
        &["job", "logs"],
        &["job", "cancel"],
        &["job", "list"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        let output = command.args(words).arg("--help").env_remove("NO_COLOR").output().unwrap();
        assert!(output.status.success());
        insta::assert_snapshot!(format!("help_{}", words.join("_")), String::from_utf8_lossy(&output.stdout));
    }
}
