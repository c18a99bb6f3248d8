//! A time limit that YAML may have read as another number than it looks like.
//!
//! YAML 1.1, which ParallelCluster reads, takes `24:00:00` without quotes for a number of base 60, 86,400, and Slurm takes
//! a number for minutes: the limit of one day becomes 60 days. `1-00:00:00` and `08:00:00` are texts and stay what they
//! are. Whole hours turn into multiples of 3,600, which are unusual as minutes; where they are meant, the other notation
//! says so. Silent for whole days up to 30, such as 7,200 minutes, which are as likely to be meant.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         MaxTime: 24:00:00
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
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         DefaultTime: 7200
//!         MaxTime: 14-00:00:00
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::facts::SlurmLine;
use crate::rules::{At, Check, Facts, Finding, RuleDef, SlurmParameters};
use crate::scalar::Value;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "time-limit-misread",
    severity: Severity::Info,
    official: None,
    check: Check::SlurmParametersEach(check),
};

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    if parameters.line != SlurmLine::Partition {
        return Vec::new();
    }
    let limits = ["MaxTime", "DefaultTime"].into_iter().filter_map(|parameter| parameters.get(parameter));
    limits
        .filter_map(|(name, value)| {
            let Value::Int(minutes) = value else { return None };
            let minutes = minutes.get();
            let is_usual = minutes % 1440 == 0 && minutes <= 30 * 1440;
            (minutes >= 3600 && minutes % 3600 == 0 && !is_usual).then(|| {
                Finding::new(format!(
                    "Slurm gets the number {minutes} here and takes it for minutes: {} hours",
                    minutes / 60
                ))
                .at(parameters.key(name), "YAML takes times such as `24:00:00` for numbers")
                .help(format!(
                    "write it with days, `{}`, or put it in quotes: '{}:00:00'",
                    with_days(minutes),
                    minutes / 3600
                ))
            })
        })
        .collect()
}

/// The minutes as days and hours.
fn with_days(minutes: i64) -> String {
    format!("{}-{:02}:00:00", minutes / 1440, minutes % 1440 / 60)
}
