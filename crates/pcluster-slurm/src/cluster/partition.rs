//! Partitions.

use pcluster_config::facts::InstanceCatalogue;
use pcluster_config::model::cluster::{CapacityType, SlurmQueue};

use super::NodeGroup;
use super::parameters::{self, Parameters};
use crate::job::TimeLimit;
use crate::script::value::time;

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
    /// Whether no two jobs share a node (`JobExclusiveAllocation`, which makes `OverSubscribe=EXCLUSIVE`).
    pub exclusive: bool,
    /// How its nodes are paid for.
    pub capacity_type: CapacityType,
    /// Where nodes mount the disks inside them, where they have some.
    pub scratch: Option<String>,
    /// `CustomSlurmSettings` of the queue: parameters of the partition as they are written.
    pub settings: Parameters,
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
        let settings = parameters::of(queue.custom_slurm_settings());
        let shared = parameters::get(&settings, "OverSubscribe");
        Self {
            name: queue.name.clone(),
            is_default,
            exclusive: shared
                .map_or(queue.job_exclusive_allocation(), |shared| shared.eq_ignore_ascii_case("EXCLUSIVE")),
            capacity_type: queue.capacity_type(),
            scratch: has_disks.then(|| volume.mount_dir().to_owned()),
            settings,
            groups,
        }
    }

    /// Most nodes that it can ever have.
    pub fn most_nodes(&self) -> u64 {
        self.groups.iter().map(NodeGroup::count).fold(0, u64::saturating_add)
    }

    /// Most nodes that a job may have, where its `MaxNodes` says so.
    pub fn max_nodes(&self) -> Option<u64> {
        parameters::number(&self.settings, "MaxNodes")
    }

    /// Fewest nodes that a job may have, where its `MinNodes` says so.
    pub fn min_nodes(&self) -> Option<u64> {
        parameters::number(&self.settings, "MinNodes")
    }

    /// Longest time that a job may run; `None` where the partition has no `MaxTime`, or one that cannot be read.
    pub fn max_time(&self) -> Option<TimeLimit> {
        time(self.setting("MaxTime")?)
    }

    /// A parameter of the partition that the configuration sets, whatever its case.
    pub fn setting(&self, name: &str) -> Option<&str> {
        parameters::get(&self.settings, name)
    }

    /// Whether its `State` lets no job start.
    pub fn is_closed(&self) -> bool {
        self.setting("State").is_some_and(|state| !state.eq_ignore_ascii_case("UP"))
    }
}
