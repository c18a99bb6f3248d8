//! Public IP addresses for nodes with EFA.
//!
//! EFA gets a network interface of its own beside the first one, and EC2 gives a public address only to an instance
//! that starts with one interface. `DevSettings.EfaInterfaceType: efa` puts both on one interface, as older
//! releases did.
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
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           Efa: { Enabled: true }
//! ```
//!
//! ```yaml quiet 3.14.0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!         AssignPublicIp: true
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
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
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "public-ip-with-efa",
    severity: Severity::Error,
    official: Some("MultiNetworkInterfacesInstancesValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let interface =
        resource.cluster.dev_settings.as_ref().and_then(|settings| settings.efa_interface_type.as_deref());
    if resource.queue.networking.assign_public_ip != Some(true)
        || !resource.efa_enabled()
        || interface == Some("efa")
        || !facts.of_release().instances.efa_interface_apart
        || resource.types(facts).count() != resource.type_names().count()
    {
        return None;
    }
    let (at, fewest) = resource.types(facts).min_by_key(|(_, facts)| facts.network_cards)?;
    let efa = resource.types(facts).map(|(_, facts)| facts.efa_interfaces).min()?;
    (fewest.network_cards == 1 && efa == 1 && fewest.interfaces_of_first_card() > 1).then(|| {
        Finding::new("nodes with EFA cannot have public IP addresses")
            .at(resource.queue.key("Networking").key("AssignPublicIp"), "public IP addresses are asked for")
            .and(resource.efa_path(), "EFA adds a second network interface")
            .decided_by(resource.type_path(at))
            .decided_by(Path::root().key("DevSettings").key("EfaInterfaceType"))
            .help("remove `AssignPublicIp`: in a private subnet, a NAT gateway leads to the Internet")
    })
}
