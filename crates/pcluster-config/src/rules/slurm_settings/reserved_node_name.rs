//! Nodes of one's own with a name that only ParallelCluster's nodes may have.
//!
//! `-st-` and `-dy-` mark static and dynamic nodes: the programs that start and stop nodes would take these for theirs.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - NodeName: onprem-st-[1-4]
//!         CPUs: 32
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - NodeName: onprem-[1-4]
//!         CPUs: 32
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::slurm_settings::custom_settings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reserved-node-name",
    severity: Severity::Error,
    official: Some("CustomSlurmNodeNamesValidator"),
    check: Check::SlurmSettingsEach(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Vec<Finding> {
    let reserved = custom_settings(settings).filter_map(|(index, name, value)| {
        let (name, nodes) = name.as_str().zip(value.as_str())?;
        let mark = ["-st-", "-dy-"].into_iter().find(|mark| nodes.contains(mark))?;
        name.eq_ignore_ascii_case("nodename").then(|| {
            Finding::new(format!("the nodes `{nodes}` have a reserved name"))
                .at(
                    settings.key("CustomSlurmSettings").index(index).key(name),
                    format!("`{mark}` marks nodes of ParallelCluster"),
                )
                .help(format!("choose a name without `{mark}`"))
        })
    });
    reserved.collect()
}
