//! Compute nodes whose processors cannot run the official image of the cluster.
//!
//! The official image is made for the architecture of the head node, and all nodes without an image of their own
//! start from it.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c7g
//!           InstanceType: c7g.4xlarge
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
use crate::rules::{At, Check, Facts, Finding, InstanceUse, NodeRole, RuleDef};

use super::starts_from_official_image;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "image-architecture",
    severity: Severity::Error,
    official: Some("InstanceTypeBaseAMICompatibleValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let NodeRole::Compute(_) = named.role else { return None };
    let cluster = named.cluster.filter(|_| starts_from_official_image(named))?;
    let image = facts.instance(&cluster.head_node.instance_type)?.architecture()?;
    let node = facts.instance(named.name)?;
    // A Mac has no architecture that could be compared.
    (node.architecture()? != image).then(|| {
        Finding::new(format!("the official image for {image} does not run on `{}`", named.name))
            .at(named.path(), format!("this type is {}", node.architectures))
            .and(Path::root().key("HeadNode").key("InstanceType"), "this decides about the image")
            .help(format!("choose {image} types for all nodes, or a head node of the same architecture"))
    })
}
