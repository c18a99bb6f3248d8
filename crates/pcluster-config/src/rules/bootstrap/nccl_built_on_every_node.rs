//! A script that builds NCCL on every start of a compute node.
//!
//! The build takes 10 to 15 minutes of paid GPU time, again for every node that starts or is replaced, and the job
//! that asked for the node waits for it. Built once on shared storage or into an image, it takes seconds.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeConfigured:
//!           Script: https://example.com/nccl/postinstall.sh
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeConfigured:
//!           Script: https://example.com/nccl/use-shared-nccl.sh
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::{NCCL, installs};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "nccl-built-on-every-node",
    severity: Severity::Info,
    official: None,
    check: Check::Node(check),
};

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    if !matches!(node.role, NodeRole::Compute(_)) {
        return None;
    }
    let builds = |script: &_| installs(script).iter().any(|install| install.what == NCCL);
    let script = node.boot_scripts().into_iter().find(builds)?;
    Some(
        Finding::new(format!("{} build NCCL every time one of them starts", node.name()))
            .at(script.path, "takes 10 to 15 minutes")
            .help("build it once, into an image or on shared storage, and let the nodes use that"),
    )
}
