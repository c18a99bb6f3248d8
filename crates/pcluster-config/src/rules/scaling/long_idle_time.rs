//! Idle nodes that stay up for a day or more.
//!
//! `ScaledownIdletime` counts minutes, as its documentation says. In other tools such times are seconds, and
//! `ScaledownIdletime: 3600`, which looks like an hour, keeps every node up for two and a half days after its last
//! job.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ScaledownIdletime: 3600
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     ScaledownIdletime: 60
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "long-idle-time",
    severity: Severity::Info,
    official: None,
    check: Check::Scheduling(check),
};

const MINUTES_OF_A_DAY: i64 = 24 * 60;

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let minutes = scheduling.slurm_settings.as_ref()?.scaledown_idletime();
    let some_scale = scheduling
        .slurm_queues()
        .iter()
        .flat_map(|queue| &queue.compute_resources)
        .any(|resource| resource.max_count() > resource.min_count());
    (minutes >= MINUTES_OF_A_DAY && some_scale).then(|| {
        Finding::new(format!("idle nodes stay up for {minutes} minutes, which are {} hours", minutes / 60))
            .at(scheduling.key("SlurmSettings").key("ScaledownIdletime"), "this counts minutes")
            .help("write minutes: 60 is an hour")
    })
}
