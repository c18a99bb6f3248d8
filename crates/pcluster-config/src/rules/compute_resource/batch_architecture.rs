//! Instances of AWS Batch with another architecture than the head node.
//!
//! Jobs are built and submitted on the head node. `optimal` stands for types of `x86_64`.
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
//!           InstanceTypes: [c6g.large]
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
//!           InstanceTypes: [c5.large]
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
//!           InstanceTypes: [c6g.large]
//! HeadNode:
//!   InstanceType: c6g.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//!   Imds: { Secured: false }
//! ```

use crate::diagnostic::Severity;
use crate::facts::{Architecture, Architectures};
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::{batch_resources, is_type};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "batch-architecture",
    severity: Severity::Error,
    official: Some("AwsBatchInstancesArchitectureCompatibilityValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let head = facts.instance(&cluster.head_node.instance_type);
    let Some(architecture) = head.and_then(|head| head.architecture()) else { return Vec::new() };
    let mut findings = Vec::new();
    for (place, resource) in batch_resources(cluster) {
        for (at, name) in resource.instance_types.iter().enumerate() {
            let known = match name.as_str() {
                "optimal" => [Architecture::X86_64].into_iter().collect(),
                // A type that does not exist has none.
                _ if is_type(name) => {
                    facts.instance(name).map_or_else(Default::default, |node| node.architectures)
                }
                _ => continue,
            };
            let known: Architectures = known;
            if !known.contains(architecture) {
                let label = if known.is_empty() {
                    "this type is not known".to_owned()
                } else {
                    format!("this type is {known}")
                };
                let finding = Finding::new(format!("`{name}` cannot run what is made for the head node"))
                    .at(place.key("InstanceTypes").index(at), label)
                    .and(
                        cluster.key("HeadNode").key("InstanceType"),
                        format!("the head node is {architecture}"),
                    )
                    .help("choose types of the same architecture for all nodes");
                findings.push(finding);
            }
        }
    }
    findings
}
