//! An instance type whose hardware the operating system does not support.
//!
//! P6e-GB200 needs a kernel that Red Hat Enterprise Linux 8 and 9, Rocky Linux 8 and Amazon Linux 2 do not have;
//! P6-B300 does not run with Amazon Linux 2.
//!
//! ```yaml fires
//! Image:
//!   Os: rhel9
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: gb200
//!           InstanceType: p6e-gb200.36xlarge
//!           MinCount: 9
//!           MaxCount: 9
//! ```
//!
//! ```yaml quiet
//! Image:
//!   Os: ubuntu2404
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: gb200
//!           InstanceType: p6e-gb200.36xlarge
//!           MinCount: 9
//!           MaxCount: 9
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::Os;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, RuleDef};

use super::is_compared_with_os;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "os-unsupported-by-type",
    severity: Severity::Error,
    official: Some("InstanceTypeOSCompatibleValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let cluster = named.cluster.filter(|_| is_compared_with_os(named))?;
    let refused = |(start, systems): (&String, &Vec<Os>)| {
        named.name.starts_with(start.as_str()) && systems.contains(&cluster.image.os)
    };
    facts.of_release().instances.unsupported_os.iter().any(refused).then(|| {
        Finding::new(format!("`{}` does not run with `{}`", named.name, cluster.image.os.as_str()))
            .at(named.path(), "this type needs a newer system")
            .and(Path::root().key("Image").key("Os"), "the operating system of the cluster")
            .help("choose `alinux2023`, `ubuntu2204` or `ubuntu2404`")
    })
}
