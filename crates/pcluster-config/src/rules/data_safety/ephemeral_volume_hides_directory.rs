//! The disks inside the machine are mounted over a directory that the node needs.
//!
//! The volume is empty whenever an instance starts and covers what is below it: home directories, programs, the files
//! of Slurm. What users save there is gone when the node stops.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeSettings:
//!         LocalStorage:
//!           EphemeralVolume:
//!             MountDir: /home
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeSettings:
//!         LocalStorage:
//!           EphemeralVolume:
//!             MountDir: /scratch
//!       ComputeResources:
//!         - { Name: p5, InstanceType: p5.48xlarge }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NodeView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "ephemeral-volume-hides-directory",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

const NEEDED: [&str; 16] = [
    "home",
    "root",
    "etc",
    "usr",
    "opt",
    "var",
    "bin",
    "sbin",
    "lib",
    "lib64",
    "boot",
    "dev",
    "proc",
    "sys",
    "run",
    "opt/slurm",
];

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let (volume, section) = node.ephemeral_volume()?;
    let dir = volume.mount_dir.as_ref()?.as_str().trim_matches(['/', '\n']);
    NEEDED.contains(&dir).then(|| {
        let path = section.iter().fold(node.path(), |path, key| path.key(*key)).key("MountDir");
        Finding::new(format!("`/{dir}` of {} is covered by an empty volume at every start", node.name()))
            .at(path, "the disks inside the machine")
            .help("mount it elsewhere, such as at `/scratch`")
    })
}
