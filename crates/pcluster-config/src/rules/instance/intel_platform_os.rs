//! The Intel HPC platform with an operating system that it does not support.
//!
//! It was made for `CentOS` 7 only, which no release of today supports, so that `true` is always refused. Intel's
//! compilers and MPI can be installed with a custom action instead.
//!
//! ```yaml fires
//! AdditionalPackages:
//!   IntelSoftware:
//!     IntelHpcPlatform: true
//! ```
//!
//! ```yaml quiet
//! AdditionalPackages:
//!   IntelSoftware:
//!     IntelHpcPlatform: false
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "intel-platform-os",
    severity: Severity::Error,
    official: Some("IntelHpcOsValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let software = cluster.additional_packages.as_ref()?.intel_software.as_ref()?;
    let section = cluster.key("AdditionalPackages").key("IntelSoftware");
    software.intel_hpc_platform().then(|| {
        Finding::new("the Intel HPC platform is not available for any operating system that is supported")
            .at(section.key("IntelHpcPlatform"), "only CentOS 7 had it")
            .replace("write `false`", section.key("IntelHpcPlatform"), "false")
            .help("remove `IntelHpcPlatform`, and install Intel's software with a custom action where you need it")
    })
}
