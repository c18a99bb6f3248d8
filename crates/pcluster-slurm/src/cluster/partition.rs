//! Partitions.

use pcluster_config::facts::InstanceCatalogue;
use pcluster_config::model::cluster::{CapacityType, SlurmQueue};

use super::NodeGroup;

/// A partition: ParallelCluster makes one of every queue.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Partition {
    /// Its name, that of the queue.
    pub name: String,
    /// Whether jobs that name no partition go there.
    pub is_default: bool,
    /// Its nodes, one group a compute resource.
    pub groups: Vec<NodeGroup>,
    /// Whether no two jobs share a node (`JobExclusiveAllocation`).
    pub exclusive: bool,
    /// How its nodes are paid for.
    pub capacity_type: CapacityType,
    /// Where nodes mount the disks inside them, where they have some.
    pub scratch: Option<String>,
    /// `CustomSlurmSettings` of the queue: parameters of the partition as they are written.
    pub settings: Vec<(String, String)>,
}

impl Partition {
    pub(super) fn new(queue: &SlurmQueue, is_default: bool, catalogue: &dyn InstanceCatalogue) -> Self {
        let groups: Vec<NodeGroup> = queue
            .compute_resources
            .iter()
            .map(|resource| NodeGroup::new(queue, resource, catalogue))
            .collect();
        let storage = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
        let volume = storage.and_then(|storage| storage.ephemeral_volume.clone()).unwrap_or_default();
        let has_disks = groups.iter().any(|group| group.has_disks);
        Self {
            name: queue.name.clone(),
            is_default,
            exclusive: queue.job_exclusive_allocation(),
            capacity_type: queue.capacity_type(),
            scratch: has_disks.then(|| volume.mount_dir().to_owned()),
            settings: super::group::parameters(queue.custom_slurm_settings()),
            groups,
        }
    }

    /// Most nodes that it can ever have.
    pub fn most_nodes(&self) -> u64 {
        self.groups.iter().map(NodeGroup::count).sum()
    }

    /// A parameter of the partition that the configuration sets, whatever its case.
    pub fn setting(&self, name: &str) -> Option<&str> {
        // Slurm takes the last one.
        let mut settings = self.settings.iter().rev();
        settings.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value.as_str()))
    }
}
