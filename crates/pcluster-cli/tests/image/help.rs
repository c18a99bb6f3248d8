//! What the commands say about themselves.

use super::lab::{offline, succeed};

#[test]
fn every_command_explains_itself() {
    for command in ["repository", "dockerfile", "build", "push", "verify", "import"] {
        insta::assert_snapshot!(format!("help_{command}"), succeed(&mut offline(&[command, "--help"])));
    }
    insta::assert_snapshot!("help_image", succeed(&mut offline(&["--help"])));
}
