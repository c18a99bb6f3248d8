//! An instance type of AWS Batch of which nothing says how many vCPUs it has.
//!
//! Only a description in `DevSettings.InstanceTypesData` can be without `VCpuInfo`; EC2 always tells it.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: alinux2023
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: nodes
//!           InstanceTypes: [x1.beta]
//! DevSettings:
//!   InstanceTypesData: >-
//!     {"x1.beta": {"ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}, "VCpuInfo": {"DefaultVCpus": 0}}}
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//!   Imds: { Secured: false }
//! ```
//!
//! ```yaml quiet 3.14.0
//! Image:
//!   Os: alinux2023
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: nodes
//!           InstanceTypes: [c5.large]
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//!   Imds: { Secured: false }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::batch_types;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "batch-vcpus-unverifiable",
    severity: Severity::Warning,
    official: Some("AwsBatchComputeInstanceTypeValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    batch_types(cluster, facts)
        .filter(|(_, _, facts)| facts.vcpus == 0)
        .map(|(place, _, facts)| {
            Finding::new(format!("nothing says how many vCPUs `{}` has", facts.instance_type))
                .at(place.key("InstanceTypes").index(0), "its description has no vCPUs")
                .help("add `VCpuInfo` to its description in `DevSettings.InstanceTypesData`")
        })
        .collect()
}
