//! Too little memory for the operating system.
//!
//! Types named `nano` or `micro` have at most 1 GiB. Amazon Linux runs on them; with the other systems at least 1.7
//! GB are advised.
//!
//! ```yaml fires
//! Image:
//!   Os: ubuntu2204
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: t3
//!           InstanceType: t3.micro
//!           MaxCount: 2
//! ```
//!
//! ```yaml quiet
//! Image:
//!   Os: alinux2023
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: t3
//!           InstanceType: t3.micro
//!           MaxCount: 2
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::Os;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, RuleDef};

use super::is_compared_with_os;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "small-instance-type",
    severity: Severity::Warning,
    official: Some("InstanceTypeOSCompatibleValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let cluster = named.cluster.filter(|_| is_compared_with_os(named))?;
    let is_small = named.name.contains("micro") || named.name.contains("nano");
    (is_small && !matches!(cluster.image.os, Os::Alinux2 | Os::Alinux2023)).then(|| {
        Finding::new(format!("`{}` has little memory for `{}`", named.name, cluster.image.os.as_str()))
            .at(named.path(), "at most 1 GiB, and 1.7 GB are advised")
            .and(Path::root().key("Image").key("Os"), "the operating system of the cluster")
            .help("choose a larger type, or Amazon Linux")
    })
}
