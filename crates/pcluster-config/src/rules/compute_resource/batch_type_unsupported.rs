//! An instance type that AWS Batch does not have.
//!
//! AWS Batch takes types and families that EC2 offers in the region, and the word `optimal`.
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
//!           InstanceTypes: [c5-large]
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
//! HeadNode:
//!   InstanceType: c5.large
//!   Imds: { Secured: false }
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: nodes
//!           InstanceTypes: [optimal]
//! ```
//!
//! ```yaml quiet 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Imds: { Secured: false }
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: nodes
//!           InstanceTypes: [c5, m5.large]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::batch_resources;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "batch-type-unsupported",
    severity: Severity::Error,
    official: Some("AwsBatchComputeInstanceTypeValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, resource) in batch_resources(cluster) {
        for (at, name) in resource.instance_types.iter().enumerate() {
            if !is_offered(name, facts) {
                let finding = Finding::new(format!("AWS Batch has no instance type or family `{name}`"))
                    .at(place.key("InstanceTypes").index(at), "neither a type nor a family here")
                    .decided_by(cluster.key("Region"))
                    .help("write a type such as `c5.large`, a family such as `c5`, or `optimal`");
                findings.push(finding);
            }
        }
    }
    findings
}

fn is_offered(name: &str, facts: &Facts<'_>) -> bool {
    let is_here = |name: &str| facts.offered(name) != Some(false);
    match name {
        "optimal" => true,
        _ if name.contains('.') => facts.instance(name).is_some() && is_here(name),
        family => {
            let is_of_family = |name: &&String| name.split('.').next() == Some(family);
            facts.catalogue.names().iter().filter(is_of_family).any(|name| is_here(name))
        }
    }
}
