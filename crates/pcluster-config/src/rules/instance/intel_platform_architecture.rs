//! The Intel HPC platform on Arm.
//!
//! It consists of programs for `x86_64`.
//!
//! ```yaml fires
//! AdditionalPackages:
//!   IntelSoftware:
//!     IntelHpcPlatform: true
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c7g
//!           InstanceType: c7g.4xlarge
//! HeadNode:
//!   InstanceType: c7g.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```
//!
//! ```yaml quiet
//! AdditionalPackages:
//!   IntelSoftware:
//!     IntelHpcPlatform: false
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c7g
//!           InstanceType: c7g.4xlarge
//! HeadNode:
//!   InstanceType: c7g.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```

use crate::diagnostic::Severity;
use crate::facts::Architecture;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "intel-platform-architecture",
    severity: Severity::Error,
    official: Some("IntelHpcArchitectureValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    let software = cluster.additional_packages.as_ref()?.intel_software.as_ref()?;
    let architecture = facts.instance(&cluster.head_node.instance_type)?.architecture()?;
    let section = cluster.key("AdditionalPackages").key("IntelSoftware");
    (software.intel_hpc_platform() && architecture != Architecture::X86_64).then(|| {
        Finding::new("the Intel HPC platform does not run on Arm")
            .at(section.key("IntelHpcPlatform"), "this needs x86_64")
            .and(cluster.key("HeadNode").key("InstanceType"), format!("this type is {architecture}"))
            .help("remove `IntelHpcPlatform`")
    })
}
