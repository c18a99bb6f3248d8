//! A name of more than 25 characters.
//!
//! Names of queues, compute resources and login pools become parts of host names, which may have 64 characters.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: large-language-model-training
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: llm-training
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NameView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "name-length",
    severity: Severity::Error,
    official: Some("NameValidator"),
    check: Check::Name(check),
};

/// In characters.
const MAX_LENGTH: usize = 25;

fn check(view: &At<'_, NameView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let length = view.name.chars().count();
    (length > MAX_LENGTH).then(|| {
        Finding::new(format!("the name of a {} has at most {MAX_LENGTH} characters", view.what))
            .at(view.path(), format!("{length} characters"))
            .help("choose a shorter name")
    })
}
