//! A head node that is too small for the build of NCCL that its scripts start.
//!
//! On two vCPUs the build takes longer than the bootstrap timeout, and with less than 8 GiB of memory the compiler is
//! killed (exit code 137, aws-parallelcluster-post-install-scripts #38). Guides tell of `c5n.large` head nodes whose
//! clusters failed with `HeadNodeWaitCondition timed out` for no other reason. What a script installs is taken from the
//! name of its file or folder.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5n.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/nccl/postinstall.sh
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: m5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/nccl/postinstall.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, BootScript, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::{NCCL, installs};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-node-too-small-for-scripts",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

/// What a build needs at least.
const VCPUS: u32 = 4;
const GIB: u64 = 8;
const MIB_PER_GIB: u64 = 1024;

fn check(node: &At<'_, NodeView<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    if !matches!(node.role, NodeRole::Head) {
        return None;
    }
    let name = node.cluster.head_node.instance_type.as_str();
    let scripts = node.boot_scripts();
    let builds = |script: &&BootScript<'_>| installs(script).iter().any(|install| install.what == NCCL);
    let script = scripts.iter().find(builds)?;
    let known = facts.instance(name)?;
    (known.vcpus < VCPUS || known.memory_mib < GIB * MIB_PER_GIB).then(|| {
        let message = format!(
            "`{name}` with {} vCPUs and {} GiB of memory is small for a build of NCCL",
            known.vcpus,
            tenths(known.memory_mib)
        );
        Finding::new(message)
            .at(node.key("InstanceType"), "the type of the head node")
            .and(script.path.clone(), "builds NCCL")
            .help(format!(
                "take a type with {VCPUS} vCPUs and {GIB} GiB or more, or build NCCL elsewhere, such as in an image"
            ))
    })
}

/// MiB as GiB, with one decimal where it is not whole.
fn tenths(mib: u64) -> String {
    let (whole, part) = (mib / MIB_PER_GIB, mib % MIB_PER_GIB * 10 / MIB_PER_GIB);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part}") }
}
