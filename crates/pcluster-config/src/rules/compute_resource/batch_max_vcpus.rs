//! Fewer vCPUs in an AWS Batch queue than one instance has.
//!
//! No instance fits below `MaxvCpus`, so no job ever starts. It is 10 where it is not written.
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
//!           InstanceTypes: [c5.24xlarge]
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
//!           InstanceTypes: [c5.24xlarge]
//!           MaxvCpus: 192
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::batch_types;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "batch-max-vcpus",
    severity: Severity::Error,
    official: Some("AwsBatchComputeInstanceTypeValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    batch_types(cluster, facts)
        .filter_map(|(place, resource, facts)| {
            let (name, vcpus) = (&facts.instance_type, facts.vcpus);
            let most = resource.max_vcpus();
            if most >= vcpus.into() {
                return None;
            }
            let finding = Finding::new(format!("no `{name}` fits into {most} vCPUs"))
                .at(place.key("InstanceTypes").index(0), format!("this type has {vcpus} vCPUs"));
            let key = place.key("MaxvCpus");
            let finding = match resource.max_vcpus {
                Some(_) => finding.and(key, "the most"),
                None => finding.decided_by(key),
            };
            Some(
                finding.help(format!(
                    "write `MaxvCpus: {vcpus}`, or a multiple of it for more than one instance"
                )),
            )
        })
        .collect()
}
