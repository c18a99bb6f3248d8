//! A queue sets up pyxis, and nothing does so on the head node.
//!
//! Since release 3.11.1 the official images have enroot and pyxis installed but switched off (aws-parallelcluster
//! #6459): Slurm loads the plugin when `plugstack.conf` in its shared folder names it, which a script of the head node
//! does. Without that, `srun` does not know `--container-image`. Silent where a script of the head node may do it
//! under another name, and with an image of one's own.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeStart:
//!           Script: https://example.com/compute-node-enroot-pyxis-setup.sh
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
//!       Script: https://example.com/head-node-enroot-pyxis-setup.sh
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeStart:
//!           Script: https://example.com/compute-node-enroot-pyxis-setup.sh
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::{is_pyxis, may_set_up_pyxis};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "pyxis-off-on-head-node",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    if !matches!(node.role, NodeRole::Compute(_)) {
        return None;
    }
    let script = node.boot_scripts().into_iter().find(is_pyxis)?;
    if node.head_node().custom_ami().is_some() || node.head_node_scripts().iter().any(may_set_up_pyxis) {
        return None;
    }
    Some(
        Finding::new("pyxis stays off: no script of the head node switches it on in Slurm")
            .at(script.path, format!("sets it up on {} only", node.name()))
            .decided_by(Path::root().key("HeadNode").key("CustomActions"))
            .help(
                "let `OnNodeConfigured` of the head node install `plugstack.conf` and `pyxis.conf` from \
                 /opt/parallelcluster/examples and restart slurmctld",
            ),
    )
}
