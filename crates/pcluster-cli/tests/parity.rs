//! What is said, held against recorded verdicts of the official tool.

use std::path::PathBuf;
use std::process::Command;

use pcluster_config::diagnostic::Severity;
use serde_json::Value;

/// Errors about clusters that the official tool would try to make, and that cannot come up: each of these rules says why.
const CERTAIN: &[&str] = &[
    "clashing-node-names",
    "compute-bootstrap-timeout-too-long",
    "head-bootstrap-timeout-too-long",
    "include-file-html-page",
    "script-html-page",
    "several-slurm-parameters-in-one-item",
    "slurm-parameter-in-wrong-place",
    "slurm-value-not-one-word",
    "slurm-value-refused",
    "slurmdbd-port-out-of-range",
    "too-many-nodes-in-range",
];

#[test]
#[cfg_attr(not(pcluster_parity), ignore = "needs PCLUSTER_PARITY")]
fn the_official_tool_says_the_same_about_the_same_files() {
    let parity = PathBuf::from(std::env::var_os("PCLUSTER_PARITY").expect("PCLUSTER_PARITY"));
    let compare = |arguments: &[&str]| {
        let run = Command::new("python3")
            .arg(parity.join("compare"))
            .args(["--bin", env!("CARGO_BIN_EXE_pclusterctl")])
            .args(arguments)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap()
    };
    let details = compare(&["--show", "100000"]);
    let of = |figure: &str| -> Vec<&str> {
        details.lines().filter_map(|line| line.trim().strip_prefix(figure)).collect()
    };
    assert_eq!(of("shape: "), [""; 0], "accepted and rejected files");
    assert_eq!(of("rules: "), [""; 0], "validators that fail, and their levels");
    let alarms = of("alarms: ");
    let unproven: Vec<&&str> = alarms
        .iter()
        .filter(|alarm| !CERTAIN.iter().any(|rule| alarm.contains(&format!(": {rule}: "))))
        .collect();
    assert!(unproven.is_empty(), "errors that the official tool does not know: {unproven:?}");

    let summary: Value = serde_json::from_str(&compare(&["--json"])).unwrap();
    for (release, figures) in summary.as_object().unwrap() {
        assert!(figures["unanswered"].is_null(), "{release}: files without an answer");
        assert!(figures["rules total"].as_u64() > Some(1000), "{release}: too few files were compared");
        let (paths, total) = (figures["paths"].as_f64().unwrap(), figures["paths total"].as_f64().unwrap());
        assert!(paths / total > 0.97, "{release}: {paths} of {total} key paths are named");
    }
    assert_eq!(summary.as_object().unwrap().len(), 3);
}

#[test]
fn errors_of_our_own_rules_are_few_and_proven() {
    let rules = pcluster_config::rules::all();
    let own = rules.iter().filter(|rule| rule.official.is_none() && rule.severity == Severity::Error);
    let ids: Vec<&str> = own.map(|rule| rule.id).collect();
    assert_eq!(ids, CERTAIN);
}
