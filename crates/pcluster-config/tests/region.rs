//! The region that a configuration is judged for.

use pcluster_config::{Options, Report, check_bytes};

const TEXT: &str = "
Image: { Os: alinux2023 }
HeadNode:
  InstanceType: c5.xlarge
  Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
  Ssh: { KeyName: training }
Scheduling:
  Scheduler: slurm
  SlurmQueues:
    - Name: hpc
      Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
      ComputeResources: [{ Name: hpc6a, InstanceType: hpc6a.48xlarge }]
";

fn check(text: &str, region: Option<&str>) -> Report {
    check_bytes("cluster.yaml", text.as_bytes(), &Options { region, ..Options::default() })
}

/// What is said about offers: the message, and the help.
fn offers(text: &str, region: Option<&str>) -> Option<(String, String)> {
    let report = check(text, region);
    let finding = report.diagnostics().iter().find(|found| found.rule == "instance-type-not-offered")?;
    Some((finding.message.clone(), finding.help.clone().unwrap_or_default()))
}

#[test]
fn a_file_that_names_no_region_is_judged_for_the_given_one() {
    assert_eq!(offers(TEXT, Some("us-east-2")), None);
    for region in [None, Some("")] {
        let (message, help) = offers(TEXT, region).unwrap();
        assert!(
            message.ends_with("in us-east-1") && help.contains("us-east-1 is assumed"),
            "{message}: {help}"
        );
    }
    let (message, help) = offers(TEXT, Some("us-west-1")).unwrap();
    assert!(message.ends_with("in us-west-1") && !help.contains("assumed"), "{message}: {help}");
}

#[test]
fn the_region_in_the_file_wins() {
    let here = format!("Region: us-east-2\n{TEXT}");
    assert_eq!(offers(&here, Some("us-east-1")), None);
    let elsewhere = format!("Region: us-east-1\n{TEXT}");
    assert!(offers(&elsewhere, Some("us-east-2")).is_some());
    // A placeholder may be any region.
    assert_eq!(offers(&format!("Region: ${{REGION}}\n{TEXT}"), None), None);
}

#[test]
fn for_a_region_without_a_list_another_one_stands_in() {
    let (message, help) = offers(TEXT, Some("us-gov-west-1")).unwrap();
    assert!(
        message.contains("may not be offered") && help.contains("describe-instance-type-offerings"),
        "{message}: {help}"
    );
    assert_eq!(offers(&TEXT.replace("hpc6a.48xlarge", "p5.48xlarge"), Some("us-gov-west-1")), None);
    assert_eq!(offers(&TEXT.replace("hpc6a.48xlarge", "p99.48xlarge"), Some("us-gov-west-1")), None);
}

#[test]
fn other_rules_about_the_region_hear_of_it_too() {
    let text = format!(
        "{TEXT}SharedStorage:\n  - {{ Name: data, StorageType: FsxOpenZfs, MountDir: /data, FsxOpenZfsSettings: \
         {{ VolumeId: fsvol-0123456789abcdef0 }} }}\n"
    );
    let lacks = |region| check(&text, region).diagnostics().iter().any(|found| found.rule == "not-in-region");
    assert!(lacks(Some("us-iso-east-1")) && !lacks(Some("us-east-1")) && !lacks(None));
}
