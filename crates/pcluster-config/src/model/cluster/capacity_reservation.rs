//! `CapacityReservationTarget` and `CapacityType`: which capacity nodes are started from.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// The reserved capacity that nodes are started from: one reservation or a group of them, not both.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CapacityReservationTarget {
    /// Id of an On-Demand Capacity Reservation or of a Capacity Block, `cr-...`.
    pub capacity_reservation_id: Option<String>,
    /// ARN of a resource group that holds reservations. Capacity Blocks are not found through a group.
    pub capacity_reservation_resource_group_arn: Option<String>,
}

/// How instances are bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum CapacityType {
    /// From a Capacity Block: GPU instances reserved for a fixed time. Needs `CapacityReservationTarget`.
    #[serde(rename = "CAPACITY_BLOCK")]
    CapacityBlock,
    /// On demand, also from an On-Demand Capacity Reservation.
    #[default]
    #[serde(rename = "ONDEMAND")]
    OnDemand,
    /// As Spot instances, which EC2 may take back with two minutes' notice.
    #[serde(rename = "SPOT")]
    Spot,
}
