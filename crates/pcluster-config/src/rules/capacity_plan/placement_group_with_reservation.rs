//! A placement group of ParallelCluster's together with reserved capacity.
//!
//! The instances of a reservation stand where they stand. A new placement group asks EC2 for hardware close together, which
//! may lie outside of it: EC2 then reports insufficient capacity although the reservation has instances left (in other
//! tools: eksctl #7949, 11 of 16 reserved instances came up). A reservation that was made in a placement group is
//! another matter: its group is named with `Name`. Beside Capacity Blocks the official tool warns itself.
//!
//! ```yaml fires
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
//!           MinCount: 8
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: ONDEMAND
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: false
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 8
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

use super::reservation;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "placement-group-with-reservation",
    severity: Severity::Warning,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let group = resource.placement_group(resource.queue.value())?;
    let makes_one = group.enabled == Some(true) && group.existing().is_none();
    if !makes_one || resource.queue.capacity_type() == CapacityType::CapacityBlock {
        return None;
    }
    let reserved = reservation(resource)?;
    let own = resource.networking.as_ref().is_some_and(|networking| networking.placement_group.is_some());
    let section = if own { resource.path() } else { resource.queue.path() };
    let enabled = section.key("Networking").key("PlacementGroup").key("Enabled");
    Some(
        Finding::new("a new placement group may find no capacity, although it is reserved")
            .at(enabled, "this asks for hardware close together")
            .and(reserved.path, "reserved instances have their places already")
            .help("write `Enabled: false`, or give the `Name` of the group that the reservation was made in"),
    )
}
