//! Values that depend on each other, on defaults, and on what the stack has.

use pcluster_infra::parameters::Deployed;
use pcluster_infra::template::{Monitoring, Template};

use super::{arguments, checked, deployed, page, with_template};

const ZONE: &str = "PrimarySubnetAZ=us-east-1a";

fn found(pairs: &[&str], deployed: Deployed<'_>) -> Vec<&'static str> {
    let checked = checked(&arguments(pairs), Monitoring::None, deployed);
    checked.reports.iter().flat_map(pcluster_config::Report::diagnostics).map(|found| found.rule).collect()
}

#[test]
fn throughput_goes_with_the_type() {
    let both = ["PerUnitStorageThroughput=200", "DeploymentType=PERSISTENT_2", ZONE];
    insta::assert_snapshot!(page(&checked(&arguments(&both), Monitoring::None, Deployed::Nothing)));
    assert!(
        found(&["PerUnitStorageThroughput=250", "DeploymentType=PERSISTENT_2", ZONE], Deployed::Nothing)
            .is_empty()
    );
    assert_eq!(
        found(&["OpenZFSThroughput=64", "OpenZFSDeploymentType=SINGLE_AZ_2", ZONE], Deployed::Nothing),
        ["stack-openzfs-throughput"]
    );
    assert!(
        found(&["OpenZFSThroughput=64", "OpenZFSDeploymentType=SINGLE_AZ_1", ZONE], Deployed::Nothing)
            .is_empty()
    );
}

#[test]
fn a_default_that_no_longer_fits_is_found_at_the_type() {
    let types = ["DeploymentType=PERSISTENT_2", "OpenZFSDeploymentType=SINGLE_AZ_1", ZONE];
    insta::assert_snapshot!(page(&checked(&arguments(&types), Monitoring::None, Deployed::Nothing)));
}

#[test]
fn what_the_stack_has_counts_instead_of_the_default() {
    let stack = deployed(&[
        ("DeploymentType", "PERSISTENT_2"),
        ("PerUnitStorageThroughput", "250"),
        ("PrimarySubnetAZ", "us-east-1f"),
    ]);
    assert!(found(&["PerUnitStorageThroughput=500"], Deployed::Stack(&stack)).is_empty());
    assert_eq!(
        found(&["PerUnitStorageThroughput=200"], Deployed::Stack(&stack)),
        ["stack-lustre-throughput"]
    );
    let wrong =
        checked(&arguments(&["PerUnitStorageThroughput=200"]), Monitoring::None, Deployed::Stack(&stack));
    insta::assert_snapshot!(page(&wrong));
}

#[test]
fn before_anybody_asked_only_what_is_certain_is_said() {
    // Some type has it, and the stack may have a zone.
    assert!(found(&["PerUnitStorageThroughput=250"], Deployed::Unknown).is_empty());
    assert!(found(&["OpenZFSThroughput=64"], Deployed::Unknown).is_empty());
    assert_eq!(found(&["Capacity=1300"], Deployed::Unknown), ["stack-lustre-capacity"]);
    assert_eq!(found(&[], Deployed::Nothing), ["parameter-missing"]);
    let missing = checked(&arguments(&[]), Monitoring::None, Deployed::Nothing);
    insta::assert_snapshot!(page(&missing));
}

#[test]
fn a_load_balancer_needs_two_zones() {
    let pairs = [
        ZONE,
        "SecondarySubnetAZ=us-east-1a",
        "AllowedIPsForALB=0.0.0.0/0",
        "S3BucketName=s3://mine/scripts",
    ];
    let checked = checked(&arguments(&pairs), Monitoring::SelfHosting, Deployed::Nothing);
    // The rule is "stack-zones-equal".
    insta::assert_snapshot!(page(&checked));
}

/// A template of one's own, which says less about its parameters.
const OWN: &str = "
Parameters:
  LustreVersion: { Type: String, Default: '2.15' }
  DeploymentType: { Type: String, Default: PERSISTENT_1 }
  PerUnitStorageThroughput: { Type: Number, Default: 200 }
  DatabasePassword: { Type: String, NoEcho: true, MinLength: 12 }
Resources:
  Topic: { Type: AWS::SNS::Topic }
";

#[test]
fn templates_of_ones_own_are_checked_as_well() {
    let template = Template::parse("own.yaml", OWN).unwrap();
    let found = |pairs: &[&str], deployed: Deployed<'_>| {
        let checked = with_template(&arguments(pairs), &template, deployed);
        checked
            .reports
            .iter()
            .flat_map(pcluster_config::Report::diagnostics)
            .map(|found| found.rule)
            .collect::<Vec<_>>()
    };
    let password = "DatabasePassword=correct horse";
    assert_eq!(found(&["LustreVersion=2.16", password], Deployed::Nothing), ["stack-lustre-version"]);
    assert_eq!(found(&["LustreVersion=2.10", password], Deployed::Nothing), ["stack-lustre-associations"]);
    let persistent_2 =
        ["LustreVersion=2.10", "DeploymentType=PERSISTENT_2", "PerUnitStorageThroughput=250", password];
    assert_eq!(found(&persistent_2, Deployed::Nothing), ["stack-lustre-version"]);
    assert_eq!(found(&["PerUnitStorageThroughput=300"], Deployed::Unknown), ["stack-lustre-throughput"]);
    let short = with_template(&arguments(&["DatabasePassword=hunter2"]), &template, Deployed::Nothing);
    assert!(!page(&short).contains("hunter2"));
    insta::assert_snapshot!(page(&short));
}
