//! Storage or a scheduler that the region does not have.
//!
//! The isolated regions of AWS lack FSx for OpenZFS and Amazon File Cache, some of them FSx for ONTAP too. AWS Batch is
//! missing from a few more.
//!
//! ```yaml fires
//! Region: us-iso-east-1
//! SharedStorage:
//!   - Name: data
//!     StorageType: FsxOpenZfs
//!     MountDir: /data
//!     FsxOpenZfsSettings:
//!       VolumeId: fsvol-0123456789abcdef0
//! ```
//!
//! ```yaml quiet
//! Region: us-east-1
//! SharedStorage:
//!   - Name: data
//!     StorageType: FsxOpenZfs
//!     MountDir: /data
//!     FsxOpenZfsSettings:
//!       VolumeId: fsvol-0123456789abcdef0
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, Scheduler, StorageType};
use crate::rules::{At, Check, Facts, Finding, RegionSource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "not-in-region",
    severity: Severity::Error,
    official: Some("FeatureRegionValidator"),
    check: Check::ClusterEach(check),
};

/// How the names of regions without AWS Batch start.
const WITHOUT_BATCH: &[&str] = &["ap-northeast-3", "ap-southeast-5", "ap-southeast-7", "us-iso"];

/// How the names of regions without a type of storage start, and its name in words.
fn without(storage: StorageType) -> Option<(&'static str, &'static str)> {
    match storage {
        StorageType::FsxOpenZfs => Some(("us-iso", "FSx for OpenZFS")),
        StorageType::FileCache => Some(("us-iso", "Amazon File Cache")),
        StorageType::FsxOntap => Some(("us-iso-w", "FSx for ONTAP")),
        _ => None,
    }
}

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let (region, source) = facts.region();
    let key = cluster.key("Region");
    let finding = |what: &str| {
        let finding = Finding::new(format!("the region `{region}` has no {what}"));
        match source {
            RegionSource::Config => finding.and(key.clone(), "the region is set here"),
            RegionSource::Caller | RegionSource::Nobody => finding.decided_by(key.clone()),
        }
    };
    let mut found = Vec::new();
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        if let Some((_, name)) = without(storage.storage_type).filter(|(start, _)| region.starts_with(start))
        {
            let place = cluster.key("SharedStorage").index(index).key("StorageType");
            found.push(finding(name).at(place, "").help("choose another type of storage"));
        }
    }
    let batch =
        cluster.scheduling.scheduler == Scheduler::AwsBatch && facts.knows("Scheduling.AwsBatchQueues");
    if batch && WITHOUT_BATCH.iter().any(|start| region.starts_with(start)) {
        let place = cluster.key("Scheduling").key("Scheduler");
        found.push(finding("AWS Batch for ParallelCluster").at(place, "").help("use Slurm"));
    }
    found
}
