//! Baselines before and after changes.

use super::Baseline;
use crate::diagnostic::Report;
use crate::policy::Policy;
use crate::rules::Rulebook;
use crate::{Options, check_bytes};

const CLUSTER: &str = "\
Image: { Os: alinux2023 }
HeadNode:
  InstanceType: c5.large
  Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
Scheduling:
  Scheduler: slurm
  SlurmQueues:
    - Name: gpu
      Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718], SecurityGroups: [sg-0a1b2c3d4e5f60718, sg-1] }
      ComputeResources:
        - { Name: p5, InstanceType: p5.48xlarge, MaxCount: 4.5 }
        - { Name: g5, InstanceType: g5.48xlarge, MaxCuont: 4 }
";

fn check(text: &str) -> Report {
    let mut report = check_bytes("cluster.yaml", text.as_bytes(), &Options::default());
    // What else rules may have to say is not of interest here.
    report.diagnostics.retain(|problem| problem.is_shape_error() || problem.rule == "fraction-dropped");
    report
}

fn baseline_of(text: &str) -> Baseline {
    let mut baseline = Baseline::default();
    baseline.record("clusters/a.yaml", &check(text));
    baseline
}

/// The rules that are shown beside a baseline, and the entries of it that are not needed any more.
fn beside(baseline: &Baseline, text: &str) -> (Vec<&'static str>, usize) {
    let mut report = check(text);
    let unused = baseline.hide("clusters/a.yaml", &mut report);
    (report.diagnostics().iter().map(|shown| shown.rule).collect(), unused.len())
}

#[test]
fn it_is_readable_and_reads_itself() {
    let baseline = baseline_of(CLUSTER);
    insta::assert_snapshot!(baseline.to_json(), @r#"
    {
      "version": 1,
      "files": {
        "clusters/a.yaml": [
          { "rule": "fraction-dropped", "path": "Scheduling.SlurmQueues[gpu].ComputeResources[p5].MaxCount", "count": 1 },
          { "rule": "unknown-key", "path": "Scheduling.SlurmQueues[gpu].ComputeResources[g5].MaxCuont", "count": 1 },
          { "rule": "wrong-form", "path": "Scheduling.SlurmQueues[gpu].Networking.SecurityGroups[sg-1]", "count": 1 }
        ]
      }
    }
    "#);
    assert_eq!(baseline.to_json().parse::<Baseline>().unwrap(), baseline);
    assert_eq!(Baseline::default().to_json().parse::<Baseline>().unwrap(), Baseline::default());
    assert_eq!(baseline.len(), 3);
}

#[test]
fn moved_lines_and_items_change_nothing() {
    let baseline = baseline_of(CLUSTER);
    let queue = "    - { Name: cpu, Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }, \
                 ComputeResources: [{ Name: c5, InstanceType: c5.large }] }\n";
    for text in [
        CLUSTER.to_owned(),
        CLUSTER.replace("HeadNode:", "\n# a comment\nHeadNode:"),
        CLUSTER.replace("    - Name: gpu\n", &format!("{queue}    - Name: gpu\n")),
        CLUSTER.replace("[sg-0a1b2c3d4e5f60718, sg-1]", "[sg-1, sg-0a1b2c3d4e5f60718]"),
        CLUSTER.replace('\n', "\r\n"),
    ] {
        assert_eq!(beside(&baseline, &text), (Vec::new(), 0), "{text}");
    }
}

#[test]
fn what_is_new_is_shown_and_what_is_gone_is_told() {
    let baseline = baseline_of(CLUSTER);
    assert_eq!(
        beside(&baseline, &CLUSTER.replace("Name: p5,", "Name: p5, MinCount: 1.5,")),
        (vec!["fraction-dropped"], 0)
    );
    assert_eq!(beside(&baseline, &CLUSTER.replace("Name: p5,", "Name: p6,")), (vec!["fraction-dropped"], 1));
    assert_eq!(beside(&baseline, &CLUSTER.replace(", sg-1", ", sg-1, sg-1")), (vec!["wrong-form"], 0));
    assert_eq!(beside(&baseline, &CLUSTER.replace("MaxCuont", "MaxCount")), (Vec::new(), 1));
    assert_eq!(beside(&Baseline::default(), CLUSTER).0.len(), 3);
}

#[test]
fn what_it_hides_is_not_valid() {
    let mut report = check(CLUSTER);
    baseline_of(CLUSTER).hide("clusters/a.yaml", &mut report);
    assert_eq!(report.diagnostics(), []);
    assert_eq!(report.worst(), None);
    assert!(!report.is_valid() && report.into_validated().is_err());
}

#[test]
fn what_is_no_baseline_is_refused() {
    for (text, said) in [
        ("", "this is not a baseline"),
        ("{}", "this is not a baseline"),
        (r#"{ "version": 2, "more": 1 }"#, "the baseline has the version 2, this program knows version 1"),
    ] {
        assert_eq!(text.parse::<Baseline>().unwrap_err().to_string(), said);
    }
    let baseline: Baseline =
        r#"{ "version": 1, "files": { "a": [{ "rule": "gone", "path": "", "count": 1 }] } }"#.parse().unwrap();
    assert_eq!(baseline.unknown_rules(Rulebook::configurations()), ["gone"]);
}

#[test]
fn what_something_else_hides_is_still_there() {
    let baseline = baseline_of(CLUSTER);
    let mut policy = Policy::default();
    policy.ignore("fraction-dropped").unwrap();
    let mut report = check(CLUSTER);
    policy.apply(&mut report);
    assert_eq!(baseline.hide("clusters/a.yaml", &mut report), []);
    assert!(report.diagnostics().is_empty());
}
