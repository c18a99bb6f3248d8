//! The same Slurm parameter in several items of the list.
//!
//! Slurm takes the last one and logs that the parameter is "specified more than once", so the others are without effect,
//! although they look as if they counted. The case of a name does not matter. Parameters that add something each time,
//! such as `NodeName` and `Prolog`, may be repeated.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SchedulerParameters: nohold_on_prolog_fail
//!       - KillWait: 60
//!       - schedulerparameters: bf_max_job_test=500
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
//!     CustomSlurmSettings:
//!       - SchedulerParameters: nohold_on_prolog_fail,bf_max_job_test=500
//!       - NodeName: login-1
//!         CPUs: 4
//!       - NodeName: login-2
//!         CPUs: 8
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::facts::{SlurmLine, SlurmValue};
use crate::location::Path;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::items;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "repeated-slurm-parameter",
    severity: Severity::Warning,
    official: None,
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let mut seen: HashMap<&str, Path> = HashMap::new();
    let mut found = Vec::new();
    for (path, item) in items(scheduling) {
        let mut names = item.iter().filter_map(|(name, _)| name.as_str());
        let Some(name) = names.next().filter(|_| names.next().is_none()) else { continue };
        // A name with an operator, such as `Name+`, adds to what is there.
        let known = SlurmLine::Cluster.parameter(name).filter(|known| known.name.len() == name.trim().len());
        let Some(parameter) = known.filter(|known| known.value != SlurmValue::Several) else { continue };
        if let Some(before) = seen.insert(parameter.name, path.key(name)) {
            found.push(
                Finding::new(format!("`{}` is set twice, and the last one holds", parameter.name))
                    .at(path.key(name), "this holds")
                    .and(before, "this has no effect")
                    .help("keep one of them, with all that is wanted in its value"),
            );
        }
    }
    found
}
