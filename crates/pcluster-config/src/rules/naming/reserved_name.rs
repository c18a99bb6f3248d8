//! A queue, a compute resource or a login pool with the name `default`.
//!
//! Slurm keeps this name for settings that hold for all partitions and nodes.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: default
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: main
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NameView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reserved-name",
    severity: Severity::Error,
    official: Some("NameValidator"),
    check: Check::Name(check),
};

fn check(view: &At<'_, NameView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    // One line break at the end is overlooked.
    (view.name.strip_suffix('\n').unwrap_or(view.name) == "default").then(|| {
        Finding::new(format!("a {} cannot have the name `default`", view.what))
            .at(view.path(), "")
            .help("choose another name")
    })
}
