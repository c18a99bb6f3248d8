//! A `gp3` volume with more throughput than its IOPS allow.
//!
//! There is at most 1 MiB/s for every 4 IOPS: the 3,000 IOPS that a volume has by default carry 750 MiB/s.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Size: 1000
//!       Throughput: 1000
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Size: 1000
//!       Iops: 4000
//!       Throughput: 1000
//! ```

use crate::diagnostic::Severity;
use crate::rules::volume::{at_written, with_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "volume-throughput-for-iops",
    severity: Severity::Error,
    official: Some("EbsVolumeThroughputIopsValidator"),
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let kind = volume.known_type()?;
    kind.throughput_range()?;
    let throughput = volume.throughput.or(kind.default_throughput())?;
    let iops = volume.effective_iops()?;
    let needed = throughput.saturating_mul(4);
    if throughput == 0 || needed <= iops {
        return None;
    }
    let finding = Finding::new(format!("{iops} IOPS are too few for {throughput} MiB/s"))
        .help(format!("set `Iops` to {needed} or more: there is 1 MiB/s for every 4 IOPS"));
    let keys = [
        ("Throughput", volume.throughput.is_some(), format!("{iops} IOPS carry {} MiB/s", iops / 4)),
        ("Iops", volume.iops.is_some(), "these are the IOPS".to_owned()),
    ];
    Some(with_type(volume, at_written(volume, finding, keys)))
}
