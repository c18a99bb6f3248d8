//! Numbers of vCPUs of an AWS Batch queue that contradict each other.
//!
//! `DesiredvCpus` lies between `MinvCpus` and `MaxvCpus`. Where they are not written, the least is 0, the most 10,
//! and the desired number is the least.
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
//!           InstanceTypes: [c5.large]
//!           MinvCpus: 4
//!           DesiredvCpus: 2
//!           MaxvCpus: 16
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
//!           MinvCpus: 2
//!           DesiredvCpus: 4
//!           MaxvCpus: 16
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::batch_resources;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "batch-vcpus-order",
    severity: Severity::Error,
    official: Some("AwsBatchComputeResourceSizeValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    batch_resources(cluster)
        .filter_map(|(place, resource)| {
            let (least, desired, most) =
                (resource.min_vcpus(), resource.desired_vcpus(), resource.max_vcpus());
            if least <= desired && desired <= most {
                return None;
            }
            let written = [
                ("MinvCpus", resource.min_vcpus, "the least"),
                ("DesiredvCpus", resource.desired_vcpus, "at the start"),
                ("MaxvCpus", resource.max_vcpus, "the most"),
            ];
            let message = if least > most {
                format!("at least {least} vCPUs, but at most {most}")
            } else if desired < least {
                format!("{desired} vCPUs at the start, but at least {least}")
            } else {
                format!("{desired} vCPUs at the start, but at most {most}")
            };
            let mut labels = written.iter().filter(|(_, number, _)| number.is_some());
            let (key, _, label) = labels.next()?;
            let mut finding = Finding::new(message).at(place.key(*key), *label);
            for (key, _, label) in labels {
                finding = finding.and(place.key(*key), *label);
            }
            for (key, ..) in written {
                finding = finding.decided_by(place.key(key));
            }
            Some(finding.help("write numbers with `MinvCpus` <= `DesiredvCpus` <= `MaxvCpus`"))
        })
        .collect()
}
