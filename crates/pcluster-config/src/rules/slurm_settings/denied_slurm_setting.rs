//! A parameter of Slurm that ParallelCluster sets itself.
//!
//! These parameters tie Slurm to the programs that start and stop nodes; with other values the cluster would not work.
//! With `Database`, the parameters of accounting are among them. Which ones they are depends on the release: up to 3.14.0
//! `Features` was one.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SuspendTime: 600
//!       - KillWait: 60
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       CustomSlurmSettings: { OverSubscribe: EXCLUSIVE }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           CustomSlurmSettings: { Weight: 10 }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ScaledownIdletime: 10
//!     CustomSlurmSettings:
//!       - KillWait: 60
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       CustomSlurmSettings: { GraceTime: 120 }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::FreeMap;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "denied-slurm-setting",
    severity: Severity::Error,
    official: Some("CustomSlurmSettingsValidator"),
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, facts: &Facts<'_>) -> Vec<Finding> {
    let denied = &facts.of_release().slurm_settings;
    let mut found = Vec::new();
    if let Some(settings) = &scheduling.slurm_settings {
        let section = || scheduling.key("SlurmSettings");
        for (index, map) in settings.custom_slurm_settings.iter().flatten().enumerate() {
            if !super::is_single(map) {
                continue;
            }
            let place = || section().key("CustomSlurmSettings").index(index);
            for name in denied_names(map, &denied.cluster) {
                found.push(finding(name, &place(), "the cluster"));
            }
            if settings.database.is_some() {
                for name in denied_names(map, &denied.accounting) {
                    let finding = finding(name, &place(), "the cluster");
                    found.push(finding.and(section().key("Database"), "because of this section"));
                }
            }
        }
    }
    for (index, queue) in scheduling.slurm_queues().iter().enumerate() {
        let section = || scheduling.key("SlurmQueues").index(index);
        for name in queue.custom_slurm_settings.iter().flat_map(|map| denied_names(map, &denied.queue)) {
            found.push(finding(name, &section().key("CustomSlurmSettings"), "a queue"));
        }
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            let settings = resource.custom_slurm_settings.iter();
            for name in settings.flat_map(|map| denied_names(map, &denied.compute_resource)) {
                let place = section().key("ComputeResources").index(index).key("CustomSlurmSettings");
                found.push(finding(name, &place, "a compute resource"));
            }
        }
    }
    found
}

/// The parameters of a map that are denied; upper and lower case count alike.
fn denied_names<'m>(map: &'m FreeMap, denied: &[String]) -> impl Iterator<Item = &'m str> {
    map.iter().filter_map(|(name, _)| name.as_str()).filter(|name| denied.contains(&name.to_lowercase()))
}

fn finding(name: &str, map: &Path, level: &str) -> Finding {
    Finding::new(format!("`{name}` cannot be set for {level}: ParallelCluster sets it itself"))
        .at(map.key(name), "")
        .help(match own_key(name) {
            Some(key) => format!("use {key} instead"),
            None => "remove it".to_owned(),
        })
}

/// What sets a parameter in ParallelCluster, in words.
fn own_key(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "suspendtime" => "`ScaledownIdletime` of `SlurmSettings`",
        "resumetimeout" => "`ComputeNodeBootstrapTimeout` of `DevSettings.Timeouts`",
        "weight" => "`StaticNodePriority` and `DynamicNodePriority`",
        "oversubscribe" => "`JobExclusiveAllocation`",
        "accountingstoragehost" | "accountingstorageport" => "`Uri` of `Database`",
        "accountingstorageuser" => "`UserName` of `Database`",
        _ => return None,
    })
}
