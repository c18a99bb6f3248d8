//! Slurm settings both in the configuration and in a file that is included.
//!
//! ParallelCluster takes the additions to `slurm.conf` from one place only.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - KillWait: 60
//!     CustomSlurmSettingsIncludeFile: s3://training-111122223333/slurm.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettingsIncludeFile: s3://training-111122223333/slurm.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "settings-and-include-file",
    severity: Severity::Error,
    official: Some("CustomSlurmSettingsIncludeFileOnlyValidator"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    let file = settings.custom_slurm_settings_include_file.as_deref().unwrap_or_default();
    let maps = settings.custom_slurm_settings.as_deref().unwrap_or_default();
    (!file.is_empty() && !maps.is_empty()).then(|| {
        Finding::new("Slurm settings stand either here or in a file, not in both")
            .at(settings.key("CustomSlurmSettings"), "settings here")
            .and(settings.key("CustomSlurmSettingsIncludeFile"), "settings in a file")
            .help("move the settings into the file, or remove the file")
    })
}
