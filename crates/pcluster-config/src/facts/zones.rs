//! Which zone a subnet lies in.

use std::collections::BTreeMap;

/// Which availability zone a subnet lies in, as far as that is known.
pub trait ZoneMap: Sync {
    /// The zone of a subnet, such as `us-east-1f`; `None` where it is not known.
    fn zone(&self, subnet_id: &str) -> Option<String>;
}

/// Nothing is known about any subnet.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnknownZones;

impl ZoneMap for UnknownZones {
    fn zone(&self, _: &str) -> Option<String> {
        None
    }
}

/// Zones by subnet id.
impl ZoneMap for BTreeMap<String, String> {
    fn zone(&self, subnet_id: &str) -> Option<String> {
        self.get(subnet_id).cloned()
    }
}
