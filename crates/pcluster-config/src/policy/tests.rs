//! What is hidden, and by what.

use super::{Level, Policy, RuleNameError, Suppression};
use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Report, Severity};
use crate::location::Path;

/// A problem of each sort: of shape, of an official validator, of a rule of our own.
fn report() -> Report {
    let problem = |rule, severity| Diagnostic::new(rule, severity, Path::root(), rule);
    let diagnostics = vec![
        problem("unknown-key", Severity::Error).official(CONFIG_SCHEMA_VALIDATOR),
        problem("trailing-newline", Severity::Error).official("NameValidator"),
        problem("loose-form", Severity::Warning),
    ];
    Report::of_text("cluster.yaml", "", diagnostics)
}

/// What is shown, and what is hidden by what.
fn after(policy: &Policy) -> (String, String) {
    let mut report = report();
    policy.apply(&mut report);
    let shown = report.diagnostics().iter().map(|shown| format!("{} {}", shown.severity, shown.rule));
    let hidden =
        report.hidden().iter().map(|hidden| format!("{} by {}", hidden.diagnostic.rule, hidden.by.as_str()));
    (shown.collect::<Vec<_>>().join(", "), hidden.collect::<Vec<_>>().join(", "))
}

#[track_caller]
fn assert_after(policy: &Policy, shown: &str, hidden: &str) {
    assert_eq!(after(policy), (shown.to_owned(), hidden.to_owned()));
}

#[test]
fn levels_hide_and_weigh() {
    let mut policy = Policy::default();
    policy.set_level("loose-form", Level::Off).unwrap();
    policy.set_level("trailing-newline", Level::Shown(Severity::Info)).unwrap();
    assert_after(&policy, "error unknown-key, info trailing-newline", "loose-form by settings");
    policy.set_level("loose-form", Level::Shown(Severity::Error)).unwrap();
    assert_after(&policy, "error loose-form, error unknown-key, info trailing-newline", "");
}

#[test]
fn what_is_selected_is_shown_also_where_it_is_off() {
    let mut settings = Policy::default();
    settings.set_level("loose-form", Level::Off).unwrap();
    let mut run = Policy::default();
    run.select("loose-form").unwrap();
    assert_after(
        &settings.clone().and(&run),
        "error unknown-key, warning loose-form",
        "trailing-newline by selection",
    );
    run.ignore("loose-form").unwrap();
    assert_after(
        &settings.and(&run),
        "error unknown-key",
        "trailing-newline by selection, loose-form by selection",
    );
}

#[test]
fn validators_are_suppressed_by_their_official_names() {
    let mut policy = Policy::default();
    policy.suppress("type:NameValidator".parse().unwrap());
    let (shown, hidden) =
        ("error unknown-key, warning loose-form", "trailing-newline by suppressed-validator");
    assert_after(&policy, shown, hidden);
    let mut all = Policy::default();
    all.suppress(Suppression::All);
    assert_after(&all, shown, hidden);
    let mut shape = Policy::default();
    shape.suppress("type:ConfigSchemaValidator".parse().unwrap());
    assert_after(&shape, "error trailing-newline, error unknown-key, warning loose-form", "");
}

#[test]
fn names_without_effect_are_told() {
    let complaint = |text: &str| text.parse::<Suppression>().unwrap().complaint();
    assert_eq!(complaint("ALL"), None);
    assert_eq!(complaint("type:NameValidator"), None);
    insta::assert_snapshot!(complaint("type:NamesValidator").unwrap(), @"there is no official validator `NamesValidator`: did you mean `NameValidator`?");
    insta::assert_snapshot!(complaint("type:ConfigSchemaValidator").unwrap(), @"`ConfigSchemaValidator` cannot be suppressed: the official tool refuses a file with errors of shape");
    for wrong in ["", "all", "NameValidator", "type:", "type:a b", "type:a-b", "TYPE:NameValidator"] {
        assert!(wrong.parse::<Suppression>().is_err(), "{wrong}");
    }
}

#[test]
fn errors_of_shape_cannot_be_hidden() {
    let mut policy = Policy::default();
    let refused = Err(RuleNameError::ShapeError { id: "unknown-key" });
    assert_eq!(policy.ignore("unknown-key"), refused);
    assert_eq!(policy.set_level("unknown-key", Level::Shown(Severity::Warning)), refused);
    assert_eq!(policy.set_level("unknown-key", Level::Shown(Severity::Error)), Ok(()));
    assert_eq!(policy.select("unknown-key"), Ok(()));
    let unknown = RuleNameError::Unknown { id: "unknown-kez".to_owned(), near: Some("unknown-key") };
    assert_eq!(policy.ignore("unknown-kez"), Err(unknown));
    let official = policy.ignore("EfaPlacementGroupValidator").unwrap_err().to_string();
    assert_eq!(
        official,
        "`EfaPlacementGroupValidator` is an official validator and no rule: name `efa-placement-group-undecided` or \
         `efa-without-placement-group`, which say the same"
    );
    let official = policy.ignore("type:IamPolicyValidator").unwrap_err().to_string();
    assert_eq!(official, "`type:IamPolicyValidator` is an official validator and no rule");
}
