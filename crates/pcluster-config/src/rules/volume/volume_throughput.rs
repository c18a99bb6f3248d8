//! A `gp3` volume with less or more throughput than there is.
//!
//! `gp3` volumes have 125 to 1,000 MiB/s. EBS itself gives them more by now, but ParallelCluster refuses it.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Size: 1000
//!       Iops: 16000
//!       Throughput: 2000
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Size: 1000
//!       Iops: 16000
//!       Throughput: 1000
//! ```

use crate::diagnostic::Severity;
use crate::rules::volume::with_type;
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "volume-throughput",
    severity: Severity::Error,
    official: Some("EbsVolumeThroughputValidator"),
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let range = volume.known_type()?.throughput_range()?;
    let throughput = volume.throughput.filter(|throughput| !range.contains(throughput))?;
    let (name, least, most) = (volume.volume_type, range.start(), range.end());
    let finding = Finding::new(format!("a volume of type `{name}` cannot have {throughput} MiB/s"))
        .at(volume.key("Throughput"), format!("this must be from {least} to {most}"))
        .help(format!("choose a `Throughput` from {least} to {most} MiB/s"));
    Some(with_type(volume, finding))
}
