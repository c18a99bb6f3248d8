//! All that a deployment needs, and what stands beside it.

use pcluster_config::render::{HumanOptions, concise, human};
use pcluster_config::{Options, check_bytes};
use pcluster_infra::parameters::{Deployed, Target, agrees, check};
use pcluster_infra::template::{Monitoring, prerequisites};

use super::{arguments, checked, page};

#[test]
fn the_commands_of_the_guides_are_fine() {
    let plain = [
        "VPCName=ML Training VPC",
        "PrimarySubnetAZ=us-east-1f",
        "Capacity=2400",
        "PerUnitStorageThroughput=200",
        "Compression=LZ4",
        "LustreVersion=2.15",
        "OpenZFSCapacity=512",
        "OpenZFSThroughput=320",
        "CreateS3Endpoint=true",
        "MonitoringType=none",
    ];
    let hosted = [
        "PrimarySubnetAZ=us-east-1a",
        "SecondarySubnetAZ=us-east-1b",
        "S3BucketName=my-pcluster-scripts",
        "MonitoringKeyPair=your-key",
        "AllowedIPsForMonitoringSSH=203.0.113.7/32",
        "AllowedIPsForALB=203.0.113.7/32",
        "MonitoringType=self-hosting",
    ];
    let managed = |kind| ["PrimarySubnetAZ=us-east-1a", kind];
    for (monitoring, pairs) in [
        (Monitoring::None, &plain[..]),
        (Monitoring::SelfHosting, &hosted[..]),
        (Monitoring::Amp, &managed("MonitoringType=amp")[..]),
        (Monitoring::Amp, &managed("MonitoringType=amp-only")[..]),
        (Monitoring::AmpAmg, &managed("MonitoringType=amp+amg")[..]),
    ] {
        let checked = checked(&arguments(pairs), monitoring, Deployed::Nothing);
        assert!(checked.reports.is_empty(), "{monitoring}\n{}", page(&checked));
        assert_eq!(checked.parameters.unwrap().into_map().len(), pairs.len());
    }
}

#[test]
fn every_default_passes_the_checks() {
    for monitoring in Monitoring::ALL {
        let template = prerequisites(monitoring);
        let defaults: Vec<String> = template
            .parameters
            .iter()
            .map(|parameter| match &parameter.default {
                Some(default) => format!("{}={default}", parameter.name),
                None if parameter.name.starts_with("Primary") => format!("{}=us-east-1a", parameter.name),
                None => format!("{}=us-east-1b", parameter.name),
            })
            .collect();
        let defaults: Vec<&str> = defaults.iter().map(String::as_str).collect();
        let checked = checked(&arguments(&defaults), monitoring, Deployed::Nothing);
        assert!(checked.reports.is_empty(), "{monitoring}\n{}", page(&checked));
    }
}

#[test]
fn a_region_that_nobody_knows_is_doubted() {
    let template = prerequisites(Monitoring::None);
    let inputs = arguments(&["PrimarySubnetAZ=us-est-1a"]);
    let found =
        check(&inputs, &Target { template: &template, region: "us-est-1", deployed: Deployed::Nothing });
    // The rule is "stack-unknown-region".
    insta::assert_snapshot!(page(&found));
    for region in ["ap-northeast-1", "cn-north-1", "us-gov-west-1"] {
        let inputs = arguments(&[&format!("PrimarySubnetAZ={region}a")]);
        let found = check(&inputs, &Target { template: &template, region, deployed: Deployed::Nothing });
        assert!(found.reports.is_empty(), "{region}");
    }
}

#[test]
fn a_cluster_is_in_the_region_of_its_stack() {
    let cluster =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/clusters/gpu-training.yaml"))
            .unwrap();
    let cluster = check_bytes("cluster.yaml", &cluster, &Options::default()).into_validated().unwrap();
    assert!(agrees("cluster.yaml", &cluster, "us-east-1").diagnostics().is_empty());
    let report = agrees("cluster.yaml", &cluster, "ap-northeast-1");
    assert!(concise(&report).contains("error[cluster-region-disagrees]"));
    insta::assert_snapshot!(human(&report, &HumanOptions::default()));
}

#[test]
fn debug_output_hides_secrets() {
    let template = pcluster_infra::template::Template::parse(
        "own.yaml",
        "Parameters: { Password: { Type: String, NoEcho: true }, Name: { Type: String } }\nResources: { A: { Type: 'AWS::SNS::Topic' } }\n",
    )
    .unwrap();
    let inputs = arguments(&["Password=s3cret", "Name=x"]);
    let checked = super::with_template(&inputs, &template, Deployed::Nothing);
    let text = format!("{inputs:?} {checked:?}");
    assert!(!text.contains("s3cret") && text.contains("\"Name\": \"x\""), "{text}");
    assert_eq!(checked.parameters.unwrap().get("Password"), Some("s3cret"));
}
