//! Rules about EBS volumes.

crate::rules::rules! {
    kms_key_without_encryption,
    root_volume_encryption_differs,
    root_volume_on_hard_disk,
    volume_iops,
    volume_iops_for_size,
    volume_iops_unsupported,
    volume_size,
    volume_throughput,
    volume_throughput_for_iops,
}

use crate::model::cluster::VolumeType;
use crate::rules::{At, Finding, VolumeView};

impl VolumeView<'_> {
    /// Its type; `None` for one that does not exist, which a queue may have.
    fn known_type(&self) -> Option<VolumeType> {
        VolumeType::named(self.volume_type)
    }

    /// Reads and writes a second, as they are written or by default.
    fn effective_iops(&self) -> Option<i64> {
        self.iops.or_else(|| self.known_type()?.default_iops())
    }

    /// GiB, as they are written or by default.
    fn effective_size(&self) -> Option<i64> {
        self.size.or(self.default_size)
    }
}

/// A finding that the type of a volume decides, with the type where it is written.
fn with_type(volume: &At<'_, VolumeView<'_>>, finding: Finding) -> Finding {
    let path = volume.key("VolumeType");
    if volume.has_type { finding.and(path, "this is its type") } else { finding.decided_by(path) }
}

/// Of two keys that go together: the first one that is written leads, another one that is written follows.
fn at_written(volume: &At<'_, VolumeView<'_>>, finding: Finding, keys: [(&str, bool, String); 2]) -> Finding {
    let mut shown = false;
    keys.into_iter().fold(finding, |finding, (key, written, label)| match (written, shown) {
        (false, _) => finding.decided_by(volume.key(key)),
        (true, false) => {
            shown = true;
            finding.at(volume.key(key), label)
        }
        (true, true) => finding.and(volume.key(key), label),
    })
}
