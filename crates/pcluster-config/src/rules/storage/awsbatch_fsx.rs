//! FSx storage in a cluster of AWS Batch.
//!
//! The nodes of AWS Batch are containers, into which ParallelCluster mounts EBS and EFS only.
//!
//! ```yaml fires 3.14.0
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceTypes: [c5.large]
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! ```
//!
//! ```yaml quiet 3.14.0
//! HeadNode:
//!   InstanceType: c5.large
//!   Imds: { Secured: false }
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceTypes: [c5.large]
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{Scheduler, StorageType};
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "awsbatch-fsx",
    severity: Severity::Error,
    official: Some("AwsBatchFsxValidator"),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let is_fsx = !matches!(storage.storage_type, StorageType::Ebs | StorageType::Efs);
    (is_fsx && storage.cluster.scheduling.scheduler == Scheduler::AwsBatch).then(|| {
        Finding::new("FSx storage cannot be used with AWS Batch")
            .at(storage.key("StorageType"), "this is FSx storage")
            .and(Path::root().key("Scheduling").key("Scheduler"), "the scheduler is set here")
            .help("use EFS, or Slurm")
    })
}
