//! A family of instance types, whose architecture is not compared with the head node's.
//!
//! Only single types are compared; a family is taken as it is.
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
//!           InstanceTypes: [c5]
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

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::{batch_resources, is_type};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "batch-architecture-unverifiable",
    severity: Severity::Info,
    official: Some("AwsBatchInstancesArchitectureCompatibilityValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, resource) in batch_resources(cluster) {
        // The comparison ends with a type that does not exist.
        let exists = |name: &&String| !is_type(name) || facts.instance(name).is_some();
        for (at, name) in resource.instance_types.iter().take_while(exists).enumerate() {
            if name != "optimal" && !is_type(name) {
                let finding = Finding::new(format!(
                    "the architecture of `{name}` is not compared with the head node's"
                ))
                .at(place.key("InstanceTypes").index(at), "not a single type")
                .help("make sure that the family has the architecture of the head node");
                findings.push(finding);
            }
        }
    }
    findings
}
