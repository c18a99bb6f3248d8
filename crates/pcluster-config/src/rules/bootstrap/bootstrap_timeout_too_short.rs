//! A bootstrap timeout that leaves too little time for what the scripts install.
//!
//! The time that the scripts of `OnNodeStart` and `OnNodeConfigured` take counts towards the timeout, 35 minutes when
//! nothing is written. After it the creation of the cluster fails with `HeadNodeWaitCondition timed out`, or a compute
//! node is thrown away and started again, for ever. Guides to training clusters measured at most 15 minutes for a build
//! of NCCL, 10 for EFA, 3 for docker with NVIDIA's toolkit, 2 for enroot and pyxis and 1 for an exporter or agent, and
//! allow twice that; aws-parallelcluster #3939 shows what happens otherwise. What a script installs is taken from the
//! name of its file or folder.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: m5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Sequence:
//!         - Script: https://example.com/docker/postinstall.sh
//!         - Script: https://example.com/nccl/postinstall.sh
//!           Args: [v2.27.7-1]
//!         - Script: https://example.com/pyxis/postinstall.sh
//! ```
//!
//! ```yaml fires
//! DevSettings:
//!   Timeouts:
//!     ComputeNodeBootstrapTimeout: 900
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeConfigured:
//!           Script: https://example.com/install-efa.sh
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```
//!
//! ```yaml quiet
//! DevSettings:
//!   Timeouts:
//!     HeadNodeBootstrapTimeout: 3600
//! HeadNode:
//!   InstanceType: m5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Sequence:
//!         - Script: https://example.com/docker/postinstall.sh
//!         - Script: https://example.com/nccl/postinstall.sh
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

use super::installs;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "bootstrap-timeout-too-short",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let mut seen = Vec::new();
    let mut places = Vec::new();
    for script in node.boot_scripts() {
        let new: Vec<_> =
            installs(&script).into_iter().filter(|install| !seen.contains(&install.what)).collect();
        if let Some(install) = new.first() {
            let others = if new.len() > 1 { " and more" } else { "" };
            places.push((script.path, format!("installs {}{others}", install.what)));
        }
        seen.extend(new.iter().map(|install| install.what));
    }
    let minutes: i64 = super::INSTALLS
        .iter()
        .filter(|install| seen.contains(&install.what))
        .map(|install| install.minutes)
        .sum();
    let timeouts = node.cluster.dev_settings.as_ref().and_then(|settings| settings.timeouts.clone());
    let timeouts = timeouts.unwrap_or_default();
    // Login nodes have no timeout of their own: they are given that of compute nodes.
    let (key, timeout, written) = match node.role {
        NodeRole::Head => (
            "HeadNodeBootstrapTimeout",
            timeouts.head_node_bootstrap_timeout(),
            timeouts.head_node_bootstrap_timeout.is_some(),
        ),
        _ => (
            "ComputeNodeBootstrapTimeout",
            timeouts.compute_node_bootstrap_timeout(),
            timeouts.compute_node_bootstrap_timeout.is_some(),
        ),
    };
    let needed = 2 * 60 * minutes;
    if timeout >= needed {
        return None;
    }
    let mut places = places.into_iter();
    let (first, label) = places.next()?;
    let message = format!(
        "the scripts of {} can take {minutes} minutes, and a start is given up after {}",
        node.name(),
        in_minutes(timeout)
    );
    let help = format!(
        "set `DevSettings.Timeouts.{key}` to {needed} seconds or more, twice what the scripts take, or install in an image"
    );
    let mut finding = Finding::new(message).at(first, label).help(help);
    for (path, label) in places {
        finding = finding.and(path, label);
    }
    let path = Path::root().key("DevSettings").key("Timeouts").key(key);
    Some(if written { finding.and(path, "the timeout") } else { finding.decided_by(path) })
}

/// Seconds as minutes where they are whole ones.
fn in_minutes(seconds: i64) -> String {
    if seconds % 60 == 0 { format!("{} minutes", seconds / 60) } else { format!("{seconds} seconds") }
}
