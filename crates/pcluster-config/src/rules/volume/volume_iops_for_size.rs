//! An EBS volume that is too small for its IOPS.
//!
//! For every GiB, `io1` can have 50 IOPS, `io2` 1,000 and `gp3` 500. A `gp3` volume has 3,000 IOPS when none are asked
//! for, so that one of less than 6 GiB is refused as well.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       VolumeType: io1
//!       Size: 100
//!       Iops: 8000
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Size: 4
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       VolumeType: io1
//!       Size: 160
//!       Iops: 8000
//! ```

use crate::diagnostic::Severity;
use crate::rules::volume::{at_written, with_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "volume-iops-for-size",
    severity: Severity::Error,
    official: Some("EbsVolumeIopsValidator"),
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let kind = volume.known_type()?;
    let (range, ratio) = (kind.iops_range()?, kind.max_iops_per_gib()?);
    // IOPS out of range are said by `volume-iops`.
    let iops = volume.effective_iops().filter(|iops| range.contains(iops))?;
    let size = volume.effective_size()?;
    if iops <= size.saturating_mul(ratio) {
        return None;
    }
    let needed = iops.div_euclid(ratio) + i64::from(iops % ratio != 0);
    let finding = Finding::new(format!("a volume of {size} GiB is too small for {iops} IOPS")).help(format!(
        "set `Size` to {needed} or more, as `{}` has {ratio} IOPS for a GiB",
        volume.volume_type
    ));
    let keys = [
        ("Size", volume.size.is_some(), format!("this would have to be {needed} or more")),
        ("Iops", volume.iops.is_some(), "these are the IOPS".to_owned()),
    ];
    // Without either key there is a type with another default.
    if volume.size.is_none() && volume.iops.is_none() {
        return Some(finding.at(volume.key("VolumeType"), "this type has these IOPS by default"));
    }
    Some(with_type(volume, at_written(volume, finding, keys)))
}
