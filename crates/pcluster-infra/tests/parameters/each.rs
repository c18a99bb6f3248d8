//! One value at a time, in a stack that has all others.

use pcluster_config::render::{HumanOptions, concise, human};
use pcluster_infra::parameters::{Deployed, RULES};
use pcluster_infra::template::Monitoring;

use super::{arguments, checked, page};

/// Values that are wrong, each with the rule that says so.
const WRONG: &[(&str, &str)] = &[
    ("Capacity=3000", "stack-lustre-capacity"),
    ("Capacity=1300", "stack-lustre-capacity"),
    ("Capacity=0", "stack-lustre-capacity"),
    ("Capacity=-2400", "stack-lustre-capacity"),
    ("Capacity=2400 GiB", "parameter-not-a-number"),
    ("Capacity=big", "parameter-not-a-number"),
    ("PerUnitStorageThroughput=250", "stack-lustre-throughput"),
    ("PerUnitStorageThroughput=300", "stack-lustre-throughput"),
    ("LustreVersion=2.10", "parameter-not-a-choice"),
    ("Compression=lz4", "parameter-not-a-choice"),
    ("OpenZFSCapacity=32", "stack-openzfs-capacity"),
    ("OpenZFSCapacity=600000", "stack-openzfs-capacity"),
    ("OpenZFSThroughput=64", "stack-openzfs-throughput"),
    ("CreateS3Endpoint=yes", "parameter-not-a-choice"),
    ("CreateS3Endpoint=True", "parameter-not-a-choice"),
    ("PrimarySubnetAZ=us-west-2a", "stack-zone"),
    ("PrimarySubnetAZ=use1-az4", "stack-zone"),
    ("PrimarySubnetAZ=us-east-1", "stack-zone"),
    ("PrimarySubnetAZ=a", "stack-zone"),
    ("PrimarySubnetAZ=${PRIMARY_AZ}", "parameter-placeholder"),
    ("VPCCIDR=10.0.1.0/16", "stack-network"),
    ("VPCCIDR=10.0.0.0", "stack-network"),
    ("VPCCIDR=10.0.0.0/40", "stack-network"),
    ("VPCCIDR=fd00::/48", "stack-network"),
    ("VPCCIDR=10.0.0.0/8", "stack-network"),
    ("VPCCIDR=10.1.0.0/16", "stack-networks-together"),
    ("PrivateCIDR=10.0.128.0/20", "stack-networks-together"),
    ("PrivateCIDR=192.168.0.0/16", "stack-networks-together"),
    ("AllowedIPsForLoginNodeSSH=0.0.0.0/0", "stack-open-to-world"),
    ("AllowedIPsForLoginNodeSSH=::/0", "stack-open-to-world"),
    ("AllowedIPsForLoginNodeSSH=203.0.113.7", "stack-network"),
    ("AllowedIPsForLoginNodeSSH=203.0.113.7/24", "stack-network"),
    ("AllowedIPsForLoginNodeSSH=10.20.30.40/32", "stack-private-addresses"),
    ("AllowedIPsForLoginNodeSSH=203.0.0.0/12", "stack-wide-access"),
    ("AllowedIPsForLoginNodeSSH=198.0.0.0/4", "stack-network"),
    ("AllowedIPsForLoginNodeSSH=192.0.0.0/4", "parameter-wrong-form"),
    ("AllowedIPsForLoginNodeSSH=200.0.0.0/8", "stack-wide-access"),
    ("KmsKeyArn=arn:aws:kms:eu-west-1:111122223333:key/1234abcd", "stack-arn-region"),
    ("KmsKeyArn=alias/mine", "parameter-wrong-form"),
    ("VPCName=", "parameter-out-of-range"),
    ("MonitoringType=amp", "parameter-not-a-choice"),
    ("SecondarySubnetAZ=us-east-1b", "parameter-of-other-monitoring"),
    ("Capcity=2400", "parameter-unknown"),
    ("OPENZFS_CAPACITY=512", "parameter-unknown"),
    ("VPC_ID=vpc-1", "parameter-unknown"),
    ("AWS_REGION=eu-west-1", "stack-region-disagrees"),
];

/// Values that are fine.
const RIGHT: &[&str] = &[
    "Capacity=1200",
    "Capacity=4800",
    "PerUnitStorageThroughput=50",
    "LustreVersion=2.12",
    "Compression=NONE",
    "OpenZFSCapacity=64",
    "OpenZFSThroughput=10240",
    "CreateS3Endpoint=false",
    "PrimarySubnetAZ=us-east-1f",
    "PRIMARY_AZ=us-east-1f",
    "AZ=us-east-1f",
    "AWS_REGION=us-east-1",
    "VPCCIDR=10.2.0.0/16",
    "PrivateCIDR=100.64.0.0/16",
    "AllowedIPsForLoginNodeSSH=",
    "AllowedIPsForLoginNodeSSH=203.0.113.7/32",
    "AllowedIPsForLoginNodeSSH=203.0.113.0/24",
    "KmsKeyArn=arn:aws:kms:us-east-1:111122223333:key/1234abcd",
    "VPCName=it's mine",
    "MonitoringType=none",
];

#[test]
fn every_wrong_value_is_found_by_its_rule() {
    let mut pages = String::new();
    for (pair, rule) in WRONG {
        let zone = if pair.contains("AZ=") { pair } else { "PrimarySubnetAZ=us-east-1a" };
        let mut pairs = vec![*pair];
        if zone != *pair || pair.starts_with("Secondary") {
            pairs.insert(0, "PrimarySubnetAZ=us-east-1a");
        }
        let checked = checked(&arguments(&pairs), Monitoring::None, Deployed::Nothing);
        let found: Vec<&str> = checked
            .reports
            .iter()
            .flat_map(pcluster_config::Report::diagnostics)
            .map(|found| found.rule)
            .collect();
        let text: String = checked.reports.iter().map(concise).collect();
        assert_eq!(found, [*rule], "{pair}\n{text}");
        for line in human(&checked.reports[0], &HumanOptions::default()).lines() {
            if !line.starts_with("  = docs")
                && !line.starts_with("  = at")
                && !line.trim().is_empty()
                && line.trim() != "|"
            {
                pages += line;
                pages.push('\n');
            }
        }
        pages.push('\n');
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn right_values_are_left_alone() {
    for pair in RIGHT {
        let zone = if pair.contains("AZ=") { *pair } else { "PrimarySubnetAZ=us-east-1a" };
        let inputs = arguments(&[zone, pair]);
        for deployed in [Deployed::Nothing, Deployed::Unknown] {
            let checked = checked(&inputs, Monitoring::None, deployed);
            assert!(checked.reports.is_empty() && checked.parameters.is_some(), "{pair}\n{}", page(&checked));
        }
    }
}

#[test]
fn every_rule_is_tried() {
    let source = [
        include_str!("each.rs"),
        include_str!("relations.rs"),
        include_str!("files.rs"),
        include_str!("whole.rs"),
    ];
    for rule in RULES {
        let name = format!("\"{}\"", rule.id);
        let snapshot = format!("[{}]", rule.id);
        let tried = source.iter().any(|source| source.contains(&name) || source.contains(&snapshot));
        assert!(tried, "no test has {}", rule.id);
    }
}
