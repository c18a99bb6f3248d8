//! One reservation as a Capacity Block in one queue and as an On-Demand reservation in another.
//!
//! A reservation is either one. Instances of a Capacity Block start only with `CapacityType: CAPACITY_BLOCK`, and the
//! official tool refuses that type for any other reservation. So one of the two queues cannot start its nodes.
//! Templates that say "change to `CAPACITY_BLOCK` when you have a reservation" lead to this.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: CAPACITY_BLOCK
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 4
//!           MaxCount: 4
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//!     - Name: testing
//!       CapacityType: ONDEMAND
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 1
//!           MaxCount: 1
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: CAPACITY_BLOCK
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 4
//!           MaxCount: 4
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//!     - Name: testing
//!       CapacityType: ONDEMAND
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 1
//!           MaxCount: 1
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0f1e2d3c4b5a60718
//! ```

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{CapacityType, Scheduling};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::in_target;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reservation-of-two-kinds",
    severity: Severity::Warning,
    official: None,
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let mut seen: HashMap<&str, (CapacityType, Path)> = HashMap::new();
    let mut found = Vec::new();
    for (index, queue) in scheduling.value().slurm_queues().iter().enumerate() {
        let kind = queue.capacity_type();
        if kind == CapacityType::Spot {
            continue;
        }
        let section = scheduling.key("SlurmQueues").index(index);
        let own = queue.compute_resources.iter().enumerate().filter_map(|(index, resource)| {
            let target = resource.capacity_reservation_target.as_ref()?;
            Some((section.key("ComputeResources").index(index), target))
        });
        let of_queue = queue.capacity_reservation_target.as_ref().map(|target| (section.clone(), target));
        for (place, target) in of_queue.into_iter().chain(own) {
            let reserved = in_target(&place.key("CapacityReservationTarget"), target);
            let Some((id, path)) = reserved.and_then(|reserved| Some((reserved.id?, reserved.path))) else {
                continue;
            };
            match seen.get(id) {
                None => drop(seen.insert(id, (kind, path))),
                Some((before, _)) if *before == kind => {}
                Some((before, first)) => {
                    let says = |kind| match kind {
                        CapacityType::CapacityBlock => "here it counts as a Capacity Block",
                        _ => "here it counts as an On-Demand reservation",
                    };
                    found.push(
                        Finding::new(format!("`{id}` can only be one kind of reservation"))
                            .at(path, says(kind))
                            .and(first.clone(), says(*before))
                            .decided_by(section.key("CapacityType"))
                            .help("write the same `CapacityType` in both queues: the one that fits the reservation"),
                    );
                }
            }
        }
    }
    found
}
