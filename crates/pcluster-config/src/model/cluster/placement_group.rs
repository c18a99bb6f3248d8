//! `PlacementGroup` of a queue or a compute resource.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// How the nodes of a compute resource are placed to each other.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ComputeResourceNetworking {
    /// Whether the nodes are placed close together. When absent, the queue's section holds; when present, it
    /// replaces the queue's as a whole.
    #[garde(dive)]
    pub placement_group: Option<PlacementGroup>,
}

/// Whether nodes are placed close together, for short ways between them.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct PlacementGroup {
    /// `true` makes a group for every compute resource, unless `Name` or `Id` names one. EFA in one zone asks
    /// for a decision. A group makes it harder for EC2 to find capacity, above all in a reservation or a
    /// Capacity Block.
    pub enabled: Option<bool>,
    /// Another word for `Name`; not both.
    pub id: Option<String>,
    /// Name of a group that exists.
    pub name: Option<String>,
}

impl PlacementGroup {
    /// The group that exists, under whichever key it is named.
    pub fn existing(&self) -> Option<&str> {
        [&self.name, &self.id].into_iter().flatten().map(String::as_str).find(|name| !name.is_empty())
    }

    /// Whether nodes are placed in a group: one that exists, or one that ParallelCluster makes.
    pub fn places_nodes(&self) -> bool {
        self.enabled == Some(true) || self.existing().is_some()
    }
}
