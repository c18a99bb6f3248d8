//! `/home` of a large cluster on the root volume of the head node.
//!
//! Unless shared storage is mounted there, every node reads and writes `/home` over NFS from one disk of the head node,
//! with the network of the head node. The official tool warns of shared EBS volumes with more than 100 nodes for the
//! same reason, but not of this one, which every cluster has (aws-parallelcluster #905, #4179).
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: m5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large, MaxCount: 80 }
//!         - { Name: m5, InstanceType: m5.large, MaxCount: 80 }
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: m5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large, MaxCount: 80 }
//!         - { Name: m5, InstanceType: m5.large, MaxCount: 80 }
//! SharedStorage:
//!   - Name: home
//!     StorageType: FsxOpenZfs
//!     MountDir: /home
//!     FsxOpenZfsSettings:
//!       VolumeId: fsvol-0123456789abcdef0
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, SharedStorageType};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::{depending_on_counts, most_nodes};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "home-on-head-node",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

/// The number from which on the official tool warns of shared EBS volumes.
const MANY: i64 = 100;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let nodes = most_nodes(cluster);
    let is_home = |dir: &str| dir.trim_matches(['/', '\n']) == "home";
    let elsewhere =
        cluster.shared_storage.iter().flatten().any(|storage| is_home(storage.mount_dir.as_str()))
            || cluster.head_node.shared_storage_type() == SharedStorageType::Efs;
    (nodes > MANY && !elsewhere).then(|| {
        let storages = cluster.key("SharedStorage");
        let mut finding = Finding::new(format!(
            "up to {nodes} nodes share `/home` on the root volume of the head node"
        ))
        .at(cluster.key("HeadNode"), "serves `/home` to all of them")
        .decided_by(cluster.key("HeadNode").key("SharedStorageType"))
        .help("mount a file system at `/home`, such as FSx for OpenZFS, or write `SharedStorageType: Efs`");
        for index in 0..cluster.shared_storage.as_ref().map_or(0, Vec::len) {
            finding = finding.decided_by(storages.index(index).key("MountDir"));
        }
        depending_on_counts(finding, cluster)
    })
}
