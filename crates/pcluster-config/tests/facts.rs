//! What a user of the library knows about instance types and zones takes part in the rules.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use pcluster_config::diagnostic::Config;
use pcluster_config::facts::{Architecture, EmbeddedCatalogue, InstanceFacts, LayeredCatalogue, UsageClass};
use pcluster_config::{Options, check_bytes, check_cluster};

const CLUSTER: &str = "
Region: us-east-1
Image: { Os: alinux2023 }
HeadNode:
  InstanceType: m5.4xlarge
  Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
  Ssh: { KeyName: training }
Scheduling:
  Scheduler: slurm
  SlurmQueues:
    - Name: training
      Networking:
        SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-08192a3b4c5d6e7f0]
      ComputeResources:
        - Name: new
          Instances: [{ InstanceType: p99.48xlarge }]
          Efa: { Enabled: true }
";

/// The ids of what is said about the cluster, in a text and built in code.
fn said(options: &Options<'_>) -> Vec<&'static str> {
    let report = check_bytes("cluster.yaml", CLUSTER.as_bytes(), options);
    let Some(Config::Cluster(cluster)) = report.config() else { unreachable!("it is a cluster") };
    let ids = |report: &pcluster_config::Report| {
        let mut ids: Vec<_> = report.diagnostics().iter().map(|found| found.rule).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(&report), ids(&check_cluster(cluster, options)));
    ids(&report)
}

#[test]
fn a_type_that_is_not_known_draws_a_warning_until_it_is_described() {
    assert!(said(&Options::default()).contains(&"unknown-instance-type"));

    let mut p99 = InstanceFacts::new("p99.48xlarge");
    p99.architectures = [Architecture::X86_64].into_iter().collect();
    p99.usage_classes = [UsageClass::OnDemand].into_iter().collect();
    p99.efa_interfaces = 16;
    let own = BTreeMap::from([("p99.48xlarge".to_owned(), p99.clone())]);
    let instances = LayeredCatalogue::new(&own, &EmbeddedCatalogue);
    let with_efa = said(&Options { instances: &instances, ..Options::default() });
    assert!(!with_efa.contains(&"unknown-instance-type"), "{with_efa:?}");

    p99.efa_interfaces = 0;
    let own = BTreeMap::from([("p99.48xlarge".to_owned(), p99)]);
    let instances = LayeredCatalogue::new(&own, &EmbeddedCatalogue);
    let without_efa = said(&Options { instances: &instances, ..Options::default() });
    let more: Vec<_> = without_efa.iter().filter(|rule| !with_efa.contains(rule)).collect();
    assert_eq!(more.len(), 1, "EFA on a type without EFA: {more:?}");
}

#[test]
fn several_subnets_are_several_zones_unless_they_are_known_to_lie_in_one() {
    let across = |found: &[&str]| found.contains(&"efa-in-several-zones");
    let zones = |second: &str| {
        BTreeMap::from([
            ("subnet-0a1b2c3d4e5f60718".to_owned(), "us-east-1a".to_owned()),
            ("subnet-08192a3b4c5d6e7f0".to_owned(), second.to_owned()),
        ])
    };
    assert!(across(&said(&Options::default())));
    let (one, two) = (zones("us-east-1a"), zones("us-east-1b"));
    assert!(!across(&said(&Options { zones: &one, ..Options::default() })));
    assert!(across(&said(&Options { zones: &two, ..Options::default() })));
}
