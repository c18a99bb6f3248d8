//! Provisioned throughput without its amount, or an amount without the mode.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       ThroughputMode: provisioned
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       ProvisionedThroughput: 256
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       ThroughputMode: provisioned
//!       ProvisionedThroughput: 256
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::{EfsSettings, EfsThroughputMode};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efs-provisioned-throughput",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::EfsSettings(check),
};

fn check(efs: &At<'_, EfsSettings>, _: &Facts<'_>) -> Option<Finding> {
    let provisioned = efs.throughput_mode == Some(EfsThroughputMode::Provisioned);
    match (provisioned, efs.provisioned_throughput) {
        (true, None) => Some(
            Finding::new("the throughput is provisioned, but nothing says how much")
                .at(efs.key("ProvisionedThroughput"), "`ProvisionedThroughput` is missing here")
                .and(efs.key("ThroughputMode"), "this needs an amount")
                .help("add `ProvisionedThroughput` in MiB/s, or remove the mode"),
        ),
        (false, Some(_)) => Some(
            Finding::new("an amount of throughput needs the mode `provisioned`")
                .at(efs.key("ThroughputMode"), "`ThroughputMode: provisioned` is missing here")
                .and(efs.key("ProvisionedThroughput"), "this is the amount")
                .help("write `ThroughputMode: provisioned`, or remove `ProvisionedThroughput`"),
        ),
        _ => None,
    }
}
