//! An EBS volume with fewer or more IOPS than its type has.
//!
//! `io1` has 100 to 64,000 IOPS, `io2` 100 to 256,000 and `gp3` 3,000 to 16,000. EBS itself gives `gp3` more by now, but
//! ParallelCluster refuses it.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Size: 1000
//!       Iops: 20000
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       VolumeType: io2
//!       Size: 1000
//!       Iops: 20000
//! ```

use crate::diagnostic::Severity;
use crate::rules::volume::with_type;
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "volume-iops",
    severity: Severity::Error,
    official: Some("EbsVolumeIopsValidator"),
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let range = volume.known_type()?.iops_range()?;
    // The official tool takes 0 for "not given".
    let iops = volume.iops.filter(|iops| *iops != 0 && !range.contains(iops))?;
    let (name, least, most) = (volume.volume_type, range.start(), range.end());
    let finding = Finding::new(format!("a volume of type `{name}` cannot have {iops} IOPS"))
        .at(volume.key("Iops"), format!("this must be from {least} to {most}"))
        .help(format!("choose `Iops` from {least} to {most}, or another `VolumeType`"));
    Some(with_type(volume, finding))
}
