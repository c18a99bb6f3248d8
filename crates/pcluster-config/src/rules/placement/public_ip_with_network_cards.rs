//! Public IP addresses for nodes with several network cards.
//!
//! EC2 gives a public address only to an instance that starts with one network interface; on these types every
//! network card gets one. The nodes reach the Internet through a NAT gateway instead.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!         AssignPublicIp: true
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           Efa: { Enabled: true }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         AssignPublicIp: true
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "public-ip-with-network-cards",
    severity: Severity::Error,
    official: Some("MultiNetworkInterfacesInstancesValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if resource.queue.networking.assign_public_ip != Some(true) {
        return None;
    }
    // Every type of a list is started with the interfaces of the one with the fewest cards.
    let (at, fewest) = resource.types(facts).min_by_key(|(_, facts)| facts.network_cards)?;
    let cards = fewest.network_cards;
    (cards > 1 && resource.types(facts).count() == resource.type_names().count()).then(|| {
        Finding::new("nodes with several network cards cannot have public IP addresses")
            .at(resource.queue.key("Networking").key("AssignPublicIp"), "public IP addresses are asked for")
            .and(resource.type_path(at), format!("`{}` has {cards} network cards", fewest.instance_type))
            .help("remove `AssignPublicIp`: in a private subnet, a NAT gateway leads to the Internet")
    })
}
