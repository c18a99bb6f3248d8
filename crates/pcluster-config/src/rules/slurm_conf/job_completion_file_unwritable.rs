//! Records of finished jobs go to a file that Slurm may not write.
//!
//! `JobCompType: jobcomp/filetxt` without `JobCompLoc` writes to `/var/log/slurm_jobcomp.log`, says `slurm.conf(5)`.
//! On ParallelCluster `slurmctld` runs as the user `slurm`, who cannot create files in `/var/log`, and it stops with
//! a fatal error where it cannot open this file. Templates for training clusters put it into `/home/slurm` for that
//! reason.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - JobCompType: jobcomp/filetxt
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
//!       - JobCompType: jobcomp/filetxt
//!       - JobCompLoc: /home/slurm/slurm-job-completions.txt
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

use super::cluster_parameter;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "job-completion-file-unwritable",
    severity: Severity::Warning,
    official: None,
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let (kind, value) = cluster_parameter(scheduling, "JobCompType")?;
    if !value.as_str().is_some_and(|text| text.trim().eq_ignore_ascii_case("jobcomp/filetxt")) {
        return None;
    }
    let (path, label) = match cluster_parameter(scheduling, "JobCompLoc") {
        None => (kind, "without `JobCompLoc` this writes to `/var/log/slurm_jobcomp.log`"),
        // Only directly in /var/log: a directory below may have been made for it.
        Some((path, place)) => {
            let file = place.as_str()?.strip_prefix("/var/log/")?;
            (!file.contains('/')).then_some((path, "only root may create files in `/var/log`"))?
        }
    };
    Some(
        Finding::new("Slurm cannot write its records of finished jobs where they are to go")
            .at(path, label)
            .help("set `JobCompLoc` to a file in a directory of the user `slurm`, such as `/home/slurm/jobs.txt`"),
    )
}
