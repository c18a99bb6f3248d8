//! `GdrSupport` where EFA is off.
//!
//! `GdrSupport` has no effect any more: GPUs reach the EFA interfaces directly wherever they can. Without EFA it is
//! refused all the same.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           Efa:
//!             Enabled: false
//!             GdrSupport: true
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "gdr-without-efa",
    severity: Severity::Error,
    official: Some("EfaValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let efa = resource.efa.as_ref()?;
    if resource.is_flexible() || efa.enabled() || !efa.gdr_support() {
        return None;
    }
    let key = resource.key("Efa").key("GdrSupport");
    let finding = Finding::new("`GdrSupport` needs EFA, which is off").at(key.clone(), "");
    let finding = match efa.enabled {
        Some(_) => finding.and(resource.efa_path(), "EFA is off"),
        None => finding.decided_by(resource.efa_path()),
    };
    Some(
        finding
            .decided_by(resource.key("Instances"))
            .help("remove `GdrSupport`, which has no effect anyway, or enable EFA")
            .remove("remove `GdrSupport`", key),
    )
}
