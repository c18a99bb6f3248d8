//! Compute nodes of another architecture than the head node.
//!
//! Programs are built and installed on the head node, and Slurm starts them on the compute nodes: both need the
//! same architecture.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: c7g
//!           InstanceType: c7g.16xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c7g
//!           InstanceType: c7g.4xlarge
//! HeadNode:
//!   InstanceType: c7g.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "compute-architecture",
    severity: Severity::Error,
    official: Some("InstanceArchitectureCompatibilityValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let head = &resource.cluster.head_node.instance_type;
    let architecture = facts.instance(head)?.architecture()?;
    let (at, other) = resource.types(facts).find(|(_, facts)| !facts.supports(architecture))?;
    Some(
        Finding::new(format!("`{}` cannot run what is made for the head node", other.instance_type))
            .at(resource.type_path(at), format!("this type is {}", other.architectures))
            .and(Path::root().key("HeadNode").key("InstanceType"), format!("the head node is {architecture}"))
            .help("choose types of the same architecture for all nodes"),
    )
}
