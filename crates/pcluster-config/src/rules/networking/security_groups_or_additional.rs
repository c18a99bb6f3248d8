//! Security groups of one's own together with additional ones.
//!
//! `SecurityGroups` replaces the group that ParallelCluster makes, `AdditionalSecurityGroups` adds to it: only one of
//! the two can be meant.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     SecurityGroups: [sg-12345678]
//!     AdditionalSecurityGroups: [sg-87654321]
//! ```
//!
//! An empty list counts for nothing.
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     SecurityGroups: []
//!     AdditionalSecurityGroups: [sg-87654321]
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{At, Check, Facts, Finding, RuleDef, SecurityGroupView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "security-groups-or-additional",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::SecurityGroups(check),
};

fn check(networking: &At<'_, SecurityGroupView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    (!networking.security_groups.is_empty() && !networking.additional.is_empty()).then(|| {
        Finding::new("`SecurityGroups` and `AdditionalSecurityGroups` exclude each other")
            .at(networking.key("SecurityGroups"), "these replace the group that ParallelCluster makes")
            .and(networking.key("AdditionalSecurityGroups"), "these are added to it")
            .help("keep `AdditionalSecurityGroups` unless the groups must be entirely your own")
    })
}
