//! A parameter of Slurm whose name is not a text.
//!
//! YAML reads `on`, `1` or `null` on the left of a colon as a truth value, a number or nothing, and the official tool
//! gives up on them.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       CustomSlurmSettings: { 1: GraceTime=120 }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       CustomSlurmSettings: { GraceTime: 120 }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::{FreeMap, Value};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurm-setting-name",
    severity: Severity::Error,
    official: Some("CustomSlurmSettingsValidator"),
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let settings = scheduling.slurm_settings.iter().flat_map(|settings| &settings.custom_slurm_settings);
    for (index, map) in settings.flatten().enumerate() {
        if super::is_single(map) {
            let place = || scheduling.key("SlurmSettings").key("CustomSlurmSettings").index(index);
            found.extend(nameless(map).map(|name| finding(name).at(place(), "")));
        }
    }
    for (index, queue) in scheduling.slurm_queues().iter().enumerate() {
        let section = || scheduling.key("SlurmQueues").index(index);
        let names = queue.custom_slurm_settings.as_ref().and_then(nameless);
        found.extend(names.map(|name| finding(name).at(section().key("CustomSlurmSettings"), "")));
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            let place = || section().key("ComputeResources").index(index).key("CustomSlurmSettings");
            let names = resource.custom_slurm_settings.as_ref().and_then(nameless);
            found.extend(names.map(|name| finding(name).at(place(), "")));
        }
    }
    found
}

/// The first name of a map that is not a text.
fn nameless(map: &FreeMap) -> Option<&Value> {
    map.iter().map(|(name, _)| name).find(|name| name.as_str().is_none())
}

fn finding(name: &Value) -> Finding {
    Finding::new(format!("the name of the parameter `{name}` is not a text"))
        .help("write the name of a parameter of Slurm; quotes make a text of it")
}
