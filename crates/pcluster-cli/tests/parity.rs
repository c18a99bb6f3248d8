//! What is accepted and rejected, held against recorded verdicts of the official tool.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

#[test]
#[cfg_attr(not(pcluster_parity), ignore = "needs PCLUSTER_PARITY")]
fn the_official_tool_accepts_and_rejects_the_same_files() {
    let parity = PathBuf::from(std::env::var_os("PCLUSTER_PARITY").expect("PCLUSTER_PARITY"));
    let run = Command::new("python3")
        .arg(parity.join("compare"))
        .args(["--json", "--bin", env!("CARGO_BIN_EXE_pclusterctl")])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let summary: Value = serde_json::from_slice(&run.stdout).unwrap();
    for (release, figures) in summary.as_object().unwrap() {
        assert_eq!(figures["shape"], figures["shape total"], "{release}: accepted and rejected files");
        assert_eq!(
            figures["alarms"], figures["alarms total"],
            "{release}: errors that the official tool does not know"
        );
        assert_eq!(
            figures["rules"], figures["rules total"],
            "{release}: validators that fail, and their levels"
        );
        assert!(figures["unanswered"].is_null(), "{release}: files without an answer");
        let (paths, total) = (figures["paths"].as_f64().unwrap(), figures["paths total"].as_f64().unwrap());
        assert!(paths / total > 0.97, "{release}: {paths} of {total} key paths are named");
    }
    assert_eq!(summary.as_object().unwrap().len(), 3);
}
