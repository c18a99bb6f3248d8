//! The clusters that the jobs are for.

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_config::{Options, check_bytes, render};
use pcluster_slurm::cluster::Cluster;

/// What does not matter here.
const HEAD: &str = "
Region: us-east-1
Image: { Os: ubuntu2204 }
HeadNode:
  InstanceType: m5.8xlarge
  Networking: { SubnetId: subnet-0123456789abcdef0 }
Scheduling:
  Scheduler: slurm
";

/// Several compute resources in a queue, nodes that are given out whole, limits of a partition.
const MIXED: &str = "
  SlurmQueues:
    - Name: gpu
      Networking: { SubnetIds: [subnet-0123456789abcdef1], PlacementGroup: { Enabled: true } }
      ComputeResources:
        - { Name: p5, InstanceType: p5.48xlarge, MinCount: 2, MaxCount: 4, Efa: { Enabled: true } }
        - { Name: g5, InstanceType: g5.12xlarge, MaxCount: 10 }
    - Name: train
      JobExclusiveAllocation: true
      Networking: { SubnetIds: [subnet-0123456789abcdef1], PlacementGroup: { Enabled: true } }
      ComputeResources:
        - { Name: p4, InstanceType: p4d.24xlarge, MaxCount: 4, Efa: { Enabled: true } }
    - Name: cpu
      CustomSlurmSettings: { MaxTime: '02:00:00', MaxNodes: 8 }
      Networking: { SubnetIds: [subnet-0123456789abcdef1] }
      ComputeResources:
        - { Name: c5, InstanceType: c5.2xlarge, MaxCount: 6 }
        - Name: flex
          Instances: [{ InstanceType: c5.xlarge }, { InstanceType: c5a.xlarge }]
          MaxCount: 4
";

/// Figures that the configuration sets itself.
const OVERRIDDEN: &str = "
  SlurmQueues:
    - Name: first
      CustomSlurmSettings: { MinNodes: 2, MaxCPUsPerNode: 6 }
      Networking: { SubnetIds: [subnet-0123456789abcdef1] }
      ComputeResources:
        - { Name: c5, InstanceType: c5.2xlarge, MaxCount: 4, DisableSimultaneousMultithreading: false }
    - Name: second
      CustomSlurmSettings: { Default: 'YES', MaxTime: 1-00 }
      Networking: { SubnetIds: [subnet-0123456789abcdef1] }
      ComputeResources:
        - Name: m6i
          InstanceType: m6i.4xlarge
          MaxCount: 3
          DisableSimultaneousMultithreading: true
          SchedulableMemory: 60000
        - Name: m7i
          InstanceType: m7i.4xlarge
          MaxCount: 2
          CustomSlurmSettings: { RealMemory: 50000, Feature: 'fast,m7i' }
    - Name: third
      CustomSlurmSettings: { MaxMemPerNode: 20000 }
      Networking: { SubnetIds: [subnet-0123456789abcdef1] }
      ComputeResources:
        - { Name: m6i, InstanceType: m6i.4xlarge, MaxCount: 3 }
    - Name: fourth
      CustomSlurmSettings: { DefMemPerCPU: 4000 }
      Networking: { SubnetIds: [subnet-0123456789abcdef1] }
      ComputeResources:
        - { Name: m6i, InstanceType: m6i.4xlarge, MaxCount: 3 }
";

/// The text of a cluster.
pub(crate) fn text(name: &str) -> String {
    let (settings, queues) = match name {
        "mixed" => ("", MIXED),
        "mixed-memory" => ("  SlurmSettings: { EnableMemoryBasedScheduling: true }\n", MIXED),
        "overridden" => (
            "  SlurmSettings: { CustomSlurmSettings: [{ MaxArraySize: 100 }, { SelectTypeParameters: CR_CPU_Memory }] }\n",
            OVERRIDDEN,
        ),
        other => panic!("there is no cluster {other}"),
    };
    format!("{HEAD}{settings}{}", queues.trim_start_matches('\n'))
}

/// A cluster as it is known.
pub(crate) fn cluster(name: &str) -> Cluster {
    let report = check_bytes("cluster.yaml", text(name).as_bytes(), &Options::default());
    let config = report.into_validated().unwrap_or_else(|report| panic!("{}", render::concise(&report)));
    Cluster::new(&config, &EmbeddedCatalogue)
}
