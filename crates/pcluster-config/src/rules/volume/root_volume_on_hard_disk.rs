//! A root volume of a type that EC2 cannot start from.
//!
//! The hard disks `st1` and `sc1` cannot be root volumes (EBS User Guide, "Amazon EBS volume types": boot volume not
//! supported). The official tool only finds out when it asks EC2 to start the first machine.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   LocalStorage:
//!     RootVolume:
//!       VolumeType: st1
//!       Size: 500
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   LocalStorage:
//!     RootVolume:
//!       VolumeType: gp3
//!       Size: 500
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::VolumeType;
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeOwner, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "root-volume-on-hard-disk",
    severity: Severity::Warning,
    official: None,
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let is_root = !matches!(volume.owner, VolumeOwner::Shared);
    let is_disk = matches!(volume.known_type()?, VolumeType::St1 | VolumeType::Sc1);
    (is_root && is_disk).then(|| {
        Finding::new(format!("no machine can start from a volume of type `{}`", volume.volume_type))
            .at(volume.key("VolumeType"), "this is a hard disk")
            .help("choose `gp3`")
    })
}
