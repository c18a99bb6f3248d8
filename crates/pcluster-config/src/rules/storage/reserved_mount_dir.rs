//! Shared storage at a directory that the operating system or ParallelCluster needs.
//!
//! What is mounted there hides the files of the system, and nodes do not start any more. Directories below, such as
//! `/opt/software`, are free.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: software
//!     StorageType: Efs
//!     MountDir: /opt
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: software
//!     StorageType: Efs
//!     MountDir: /opt/software
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reserved-mount-dir",
    severity: Severity::Error,
    official: Some("SharedStorageMountDirValidator"),
    check: Check::SharedStorage(check),
};

/// Directories that are not free, without the slash at their start.
const RESERVED: [&str; 23] = [
    "bin",
    "boot",
    "dev",
    "etc",
    "lib",
    "lib64",
    "media",
    "mnt",
    "opt",
    "opt/intel",
    "opt/parallelcluster",
    "opt/parallelcluster/shared",
    "opt/parallelcluster/shared_login_nodes",
    "opt/slurm",
    "proc",
    "root",
    "run",
    "sbin",
    "srv",
    "sys",
    "tmp",
    "usr",
    "var",
];

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let dir = storage.mount_dir.as_str();
    let inner = dir.strip_prefix('/').unwrap_or(dir);
    RESERVED.contains(&inner).then(|| {
        Finding::new(format!("`/{inner}` is needed by the system"))
            .at(storage.key("MountDir"), "nothing can be mounted here")
            .help("choose a directory of your own, such as `/shared`")
    })
}
