//! A local scratch directory on instance types without disks of their own.
//!
//! `EphemeralVolume` joins and mounts the disks inside the machine. Where there are none, nothing is mounted and the
//! directory does not even exist (`setup-ephemeral-drives.sh` of aws-parallelcluster-cookbook); jobs fail, or a
//! script that makes it fills the root volume. Silent where at least one of the types has disks, and with types that
//! are not known.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeSettings:
//!         LocalStorage:
//!           EphemeralVolume:
//!             MountDir: /scratch
//!       ComputeResources:
//!         - { Name: c6i, InstanceType: c6i.8xlarge }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeSettings:
//!         LocalStorage:
//!           EphemeralVolume:
//!             MountDir: /scratch
//!       ComputeResources:
//!         - { Name: c6id, InstanceType: c6id.8xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "scratch-without-disks",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

fn check(node: &At<'_, NodeView<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let (volume, section) = node.ephemeral_volume()?;
    let types = node.instance_types();
    let without = |name: &&str| facts.instance(name).is_some_and(|known| !known.has_instance_store());
    // A compute resource without a type takes that of its reservation.
    let complete = match node.role {
        NodeRole::Compute(queue) => {
            queue.compute_resources.iter().all(|resource| resource.instance_types().next().is_some())
        }
        _ => true,
    };
    let first = *types.first()?;
    if !complete || !types.iter().all(without) {
        return None;
    }
    let dir = volume.mount_dir();
    let which = if types.iter().all(|name| *name == first) {
        format!("`{first}` has no disks of its own")
    } else {
        format!("neither `{first}` nor any other type here has disks of its own")
    };
    let path = section.iter().fold(node.path(), |path, key| path.key(*key));
    let decided = match node.role {
        NodeRole::Compute(_) => "ComputeResources",
        _ => "InstanceType",
    };
    Some(
        Finding::new(format!("there will be no `{dir}` on {}: {which}", node.name()))
            .at(path, "nothing to mount")
            .decided_by(node.key(decided))
            .help(
                "take types with NVMe disks (`d` in the family, such as `c6id`), or remove `EphemeralVolume`",
            ),
    )
}
