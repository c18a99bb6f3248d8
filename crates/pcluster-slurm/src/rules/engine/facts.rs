//! What rules may know besides their subject.

use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue};

use crate::cluster::Cluster;

/// What rules may know besides their subject.
#[derive(Clone, Copy)]
pub struct Facts<'f> {
    /// The cluster that the job is for. Without it, rules that compare a job with one are silent.
    pub cluster: Option<&'f Cluster>,
    /// What is known about instance types.
    pub catalogue: &'f dyn InstanceCatalogue,
}

impl Default for Facts<'_> {
    /// No cluster, and the [`EmbeddedCatalogue`].
    fn default() -> Self {
        Self { cluster: None, catalogue: &EmbeddedCatalogue }
    }
}
