//! A file of settings or a package that cannot be fetched.
//!
//! It must be at an `https://` or `s3://` URL.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettingsIncludeFile: ./slurm.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//! DevSettings:
//!   Cookbook:
//!     ChefCookbook: file:///home/me/cookbook.tgz
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
use crate::rules::{At, Check, Facts, Finding, RuleDef, UrlView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "file-url",
    severity: Severity::Error,
    official: Some("UrlValidator"),
    check: Check::Url(check),
};

fn check(file: &At<'_, UrlView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let fault = super::fault(file.url)?;
    Some(
        Finding::new(format!("the {} `{}` cannot be fetched", file.what, file.url))
            .at(file.path(), fault)
            .help(super::HELP),
    )
}
