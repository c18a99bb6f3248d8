//! The head node sets up pyxis, and a queue of GPU nodes runs no script for it.
//!
//! Slurm then loads pyxis on all nodes, but enroot keeps its defaults where nothing configures it: containers are unpacked
//! below `/run/user`, which does not exist for jobs, and end with "Permission denied" (pyxis #62). The official images
//! have enroot and pyxis switched off since release 3.11.1 (aws-parallelcluster #6459). Silent where a script of the
//! queue may do it under another name, and with an image of one's own.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/pyxis/postinstall.sh
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/pyxis/postinstall.sh
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeStart:
//!           Script: https://example.com/setup-compute-node.sh
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::{is_pyxis, may_set_up_pyxis};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "pyxis-off-on-queue",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

fn check(node: &At<'_, NodeView<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let NodeRole::Compute(queue) = node.role else { return None };
    let script = node.head_node_scripts().into_iter().find(is_pyxis)?;
    let has_gpus = |name: &str| facts.instance(name).is_some_and(|known| known.has_gpus());
    if node.custom_ami().is_some()
        || !node.instance_types().into_iter().any(has_gpus)
        || node.boot_scripts().iter().any(may_set_up_pyxis)
    {
        return None;
    }
    Some(
        Finding::new(format!("no script sets up enroot on the nodes of queue `{}`", queue.name))
            .at(node.key("Name"), "runs no script for containers")
            .and(script.path, "switches pyxis on for all nodes")
            .decided_by(node.key("CustomActions"))
            .help(
                "let `OnNodeStart` of the queue write /etc/enroot/enroot.conf and make its folders, on the NVMe disks \
                 where there are any",
            ),
    )
}
