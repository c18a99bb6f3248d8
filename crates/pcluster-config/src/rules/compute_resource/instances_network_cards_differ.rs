//! Instance types of one compute resource with different numbers of network cards.
//!
//! All nodes of a compute resource are started with the number of network interfaces that fits the type with the
//! fewest network cards; the others lose bandwidth.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c6in.32xlarge
//!             - InstanceType: c6i.32xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c6i.32xlarge
//!             - InstanceType: m6i.32xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-network-cards-differ",
    severity: Severity::Warning,
    official: Some("InstancesNetworkingValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_flexible() {
        return None;
    }
    let ((first, one), (second, other)) = resource.unlike(facts, |facts| facts.network_cards)?;
    let fewest = resource.types(facts).map(|(_, facts)| facts.network_cards).min()?;
    let cards = |count: u32| format!("{count} network card{}", if count == 1 { "" } else { "s" });
    Some(
        Finding::new(format!("every node gets at most {}, although some types have more", cards(fewest)))
            .at(resource.type_path(first), cards(one.network_cards))
            .and(resource.type_path(second), cards(other.network_cards))
            .help("make a compute resource of its own for the types with more network cards"),
    )
}
