//! A name with other characters than lower-case letters, digits and hyphens, or without a letter first.
//!
//! Names of queues, compute resources and login pools become parts of host names and of names in AWS.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: GPU_Queue
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu-queue
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NameView, RuleDef};
use crate::scalar::{Fit, Pattern};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "name-form",
    severity: Severity::Error,
    official: Some("NameValidator"),
    check: Check::Name(check),
};

static NAME: Pattern = Pattern::new("^[a-z][a-z0-9-]*$");

fn check(view: &At<'_, NameView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    (NAME.fit(view.name) == Fit::No).then(|| {
        Finding::new(format!("`{}` cannot be the name of a {}", view.name, view.what))
            .at(view.path(), "")
            .help("use lower-case letters, digits and `-`, with a letter first")
    })
}
