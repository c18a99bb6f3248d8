//! A script of `OnNodeStart` that is given a path on shared storage.
//!
//! `OnNodeStart` runs before ParallelCluster mounts shared storage: the directory is not there yet, or the script writes
//! to the root volume, and what it wrote is hidden by the mount. `OnNodeConfigured` runs when everything is mounted.
//! Only `/home` is there from the start (recipe `init` of aws-parallelcluster-cookbook).
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeStart:
//!           Script: https://example.com/use-shared-nccl.sh
//!           Args: [/fsx/nccl]
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CustomActions:
//!         OnNodeConfigured:
//!           Script: https://example.com/use-shared-nccl.sh
//!           Args: [/fsx/nccl]
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{At, Check, Facts, Finding, NodeView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "start-script-uses-shared-storage",
    severity: Severity::Warning,
    official: None,
    check: Check::NodeEach(check),
};

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    let storages = node.cluster.shared_storage.as_deref().unwrap_or_default();
    let is_late = |dir: &str| dir.trim_matches(['/', '\n']) != "home";
    let mut findings = Vec::new();
    for script in node.boot_scripts().into_iter().filter(|script| script.event == "OnNodeStart") {
        let used = script.args.iter().enumerate().find_map(|(position, arg)| {
            let storage = storages.iter().position(|storage| {
                let dir = storage.mount_dir.as_str();
                is_late(dir) && is_below(arg, dir)
            })?;
            Some((position, arg, storage))
        });
        if let (Some((position, arg, storage)), Some(action)) = (used, script.path.parent()) {
            let mount = Path::root().key("SharedStorage").index(storage).key("MountDir");
            findings.push(
                Finding::new(format!("`{arg}` is not mounted yet when `OnNodeStart` runs"))
                    .at(action.key("Args").index(position), "given to a script of `OnNodeStart`")
                    .and(mount, "mounted after `OnNodeStart`")
                    .help("run the script in `OnNodeConfigured`"),
            );
        }
    }
    findings
}

/// Whether a text is a directory, with or without a slash at its start, or a path below it.
fn is_below(text: &str, dir: &str) -> bool {
    let dir = dir.trim_matches('/');
    let rest = text.strip_prefix('/').and_then(|text| text.strip_prefix(dir));
    !dir.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
