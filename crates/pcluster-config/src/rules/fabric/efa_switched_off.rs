//! EFA is switched off on nodes that are made for training together.
//!
//! GPU and Trainium types with several network cards reach their bandwidth only over EFA. Without it NCCL falls back to
//! TCP, silently: jobs run, at a tenth of the speed or less (awsome-distributed-training #386: 20 Gbit/s on p5 nodes that
//! have 3,200). EFA itself costs nothing. The official tool says of any type with EFA that it could be enabled; this
//! rule is about an `Enabled: false` where it hurts.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MaxCount: 8
//!           Efa:
//!             Enabled: false
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: true
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efa-switched-off",
    severity: Severity::Warning,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let off = resource.efa.as_ref()?.enabled == Some(false);
    if !off || resource.max_count() < 2 || facts.spans_zones(resource.queue.value()) {
        return None;
    }
    let types = facts.types_of(resource)?;
    let fewest = types.iter().map(|facts| facts.efa_interfaces).min()?;
    let made_for_it = types.iter().all(|facts| {
        let computes = facts.has_gpus() || facts.accelerator_count > 0;
        computes && facts.network_cards > 1 && facts.supports_efa()
    });
    made_for_it.then(|| {
        Finding::new(format!("these nodes talk over TCP, although they have {fewest} EFA interfaces each"))
            .at(
                resource.key("Efa").key("Enabled"),
                "training on several nodes is many times slower with this",
            )
            .and(resource.types_path(), "made for several nodes together")
            .decided_by(resource.key("MaxCount"))
            .help("write `Enabled: true`: EFA costs nothing")
    })
}
