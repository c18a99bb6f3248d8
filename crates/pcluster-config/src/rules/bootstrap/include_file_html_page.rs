//! A file for `slurm.conf` whose URL leads to a web page about it.
//!
//! The head node downloads the file and lets `slurm.conf` include it. The page that GitHub or GitLab shows about a file
//! is HTML, with which slurmctld refuses to start, so the cluster is never created.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettingsIncludeFile: https://github.com/example/slurm/blob/v1.4.0/settings.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettingsIncludeFile: https://raw.githubusercontent.com/example/slurm/v1.4.0/settings.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::parts_of;
use super::script_html_page::Page;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "include-file-html-page",
    severity: Severity::Error,
    official: None,
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let url = scheduling.slurm_settings.as_ref()?.custom_slurm_settings_include_file.as_deref()?;
    let url = parts_of(url).filter(|url| url.scheme == "https")?;
    let page = Page::at(&url)?;
    let place = scheduling.key("SlurmSettings").key("CustomSlurmSettingsIncludeFile");
    let finding = Finding::new(
        "this URL is a web page about the file, and Slurm does not start with a page in `slurm.conf`",
    )
    .at(place.clone(), format!("a page of {}", url.host));
    Some(page.mend(finding, place))
}
