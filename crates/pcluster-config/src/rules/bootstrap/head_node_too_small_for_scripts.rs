//! A head node that is too small for what its scripts install.
//!
//! A build of NCCL on two vCPUs takes longer than the bootstrap timeout, and with less than 8 GiB of memory the compiler
//! is killed (exit code 137, aws-parallelcluster-post-install-scripts #38); other installations are killed below 4 GiB.
//! Guides tell of `c5n.large` head nodes whose clusters failed with `HeadNodeWaitCondition timed out` for no other reason.
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
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::{NCCL, installs};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-node-too-small-for-scripts",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

const MIB_PER_GIB: u64 = 1024;

fn check(node: &At<'_, NodeView<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    if !matches!(node.role, NodeRole::Head) {
        return None;
    }
    let name = node.cluster.head_node.instance_type.as_str();
    let scripts = node.boot_scripts();
    let found: Vec<_> = scripts
        .iter()
        .flat_map(|script| installs(script).into_iter().map(|install| (install.what, &script.path)))
        .collect();
    let (what, script) = *found.iter().find(|(what, _)| *what == NCCL).or_else(|| found.first())?;
    let known = facts.instance(name)?;
    let (vcpus, gib) = if what == NCCL { (4, 8) } else { (1, 4) };
    (known.vcpus < vcpus || known.memory_mib < gib * MIB_PER_GIB).then(|| {
        let message = format!(
            "`{name}` with {} vCPUs and {} GiB of memory is small for an installation of {what}",
            known.vcpus,
            tenths(known.memory_mib)
        );
        let needs = if what == NCCL { "at least 4 vCPUs and 8 GiB" } else { "at least 4 GiB" };
        Finding::new(message)
            .at(node.key("InstanceType"), "")
            .and(script.clone(), format!("installs {what}"))
            .help(format!("take a type with {needs}, or install in an image or on shared storage"))
    })
}

/// MiB as GiB, with one decimal where it is not whole.
fn tenths(mib: u64) -> String {
    let (whole, part) = (mib / MIB_PER_GIB, mib % MIB_PER_GIB * 10 / MIB_PER_GIB);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part}") }
}
