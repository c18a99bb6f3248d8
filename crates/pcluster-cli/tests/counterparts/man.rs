//! The manual pages.

use std::path::PathBuf;
use std::process::Command;

use super::process::{is_there, pclusterctl};

#[test]
fn every_command_has_a_manual_page_that_can_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let status = pclusterctl().arg("man").arg(directory.path().join("man1")).status().unwrap();
    assert!(status.success());
    let mut pages: Vec<PathBuf> = std::fs::read_dir(directory.path().join("man1"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    let names: Vec<&str> = pages.iter().map(|page| page.file_name().unwrap().to_str().unwrap()).collect();
    insta::assert_snapshot!(names.join("\n"));

    if !is_there("man") {
        return;
    }
    for page in &pages {
        let man = Command::new("man")
            .args(["--warnings", "--local-file"])
            .arg(page)
            .env("LC_ALL", "C.UTF-8")
            .env("MANWIDTH", "100")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&man.stdout);
        assert!(
            man.status.success() && text.contains("pclusterctl") && text.contains("SYNOPSIS"),
            "{page:?}\n{text}"
        );
        assert_eq!(String::from_utf8_lossy(&man.stderr), "", "{page:?}");
    }
}
