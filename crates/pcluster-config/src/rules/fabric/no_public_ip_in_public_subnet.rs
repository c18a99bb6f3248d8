//! Compute nodes without a public address in a public subnet.
//!
//! The head node has an Elastic IP, so its subnet is a public one: its way out is an internet gateway, which serves
//! only instances with a public address. EC2 gives none to an instance with several network interfaces, of which
//! ParallelCluster makes one for each network card, and `AssignPublicIp: false` asks for none. Such nodes reach the
//! services of AWS only over VPC endpoints; without these their bootstrap times out, and they are replaced again and
//! again. The official tool looks at `AssignPublicIp: true` and at the subnet's own setting.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: m5.xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!     ElasticIp: true
//!   Ssh:
//!     KeyName: training
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup:
//!           Enabled: true
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           Efa:
//!             Enabled: true
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: m5.xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!     ElasticIp: true
//!   Ssh:
//!     KeyName: training
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
//!           Efa:
//!             Enabled: true
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "no-public-ip-in-public-subnet",
    severity: Severity::Warning,
    official: None,
    check: Check::Queue(check),
};

fn check(queue: &Queue<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let head = &queue.cluster.head_node.networking;
    let elastic = head.elastic_ip.as_ref().is_some_and(|ip| ip.allocates() || ip.allocation_id().is_some());
    let subnet = queue.networking.subnet_ids.iter().position(|subnet| *subnet == head.subnet_id);
    let subnet = subnet.filter(|_| elastic)?;
    let networking = queue.key("Networking");
    let (reason, label) = match queue.networking.assign_public_ip {
        Some(false) => (networking.key("AssignPublicIp"), "this gives them none"),
        // The official tool refuses it together with several cards.
        Some(true) => return None,
        None => {
            let has_cards = |resource| {
                facts
                    .types_of(resource)
                    .is_some_and(|types| types.iter().any(|facts| facts.network_cards > 1))
            };
            let index = queue.compute_resources.iter().position(has_cards)?;
            let single = queue.compute_resources[index].instance_type.is_some();
            let types = if single { "InstanceType" } else { "Instances" };
            let place = queue.key("ComputeResources").index(index).key(types);
            (place, "EC2 gives none to a type with several network cards")
        }
    };
    let cluster = crate::location::Path::root();
    Some(
        Finding::new("compute nodes without a public address have no way out of a public subnet")
            .at(networking.key("SubnetIds").index(subnet), "the head node's subnet, which is public")
            .and(cluster.key("HeadNode").key("Networking").key("ElasticIp"), "only a public subnet has use for this")
            .and(reason, label)
            .help("place the queue in a private subnet with a NAT gateway, or see that the VPC has the endpoints it needs"),
    )
}
