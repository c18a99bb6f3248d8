//! Where a job goes: its partition, and the nodes of it that are meant.

use crate::cluster::{Cluster, NodeGroup, NodeShape, Partition};

use super::{DraftError, DraftKind, DraftOptions};

/// Where a job goes.
pub(super) struct Place<'c> {
    pub(super) partition: &'c Partition,
    /// The nodes that are meant: those with the most GPUs.
    pub(super) group: &'c NodeGroup,
    pub(super) shape: &'c NodeShape,
    pub(super) nodes: u32,
}

impl<'c> Place<'c> {
    pub(super) fn find(
        kind: DraftKind,
        cluster: &'c Cluster,
        options: &DraftOptions<'_>,
    ) -> Result<Self, DraftError> {
        let partition = match options.partition {
            Some(name) => cluster.partition(name).ok_or_else(|| DraftError::UnknownPartition {
                name: name.to_owned(),
                partitions: cluster.partitions.iter().map(|partition| partition.name.clone()).collect(),
            })?,
            None if kind == DraftKind::Shell => cluster.default_partition().ok_or(DraftError::NoPartition)?,
            None => strongest(cluster.partitions.iter(), |partition| {
                partition.groups.iter().map(gpus).max().unwrap_or(0)
            })
            .ok_or(DraftError::NoPartition)?,
        };
        let unknown = || DraftError::UnknownNodes {
            partition: partition.name.clone(),
            instance_types: partition.groups.iter().flat_map(|group| group.instance_types.clone()).collect(),
        };
        let known = || partition.groups.iter().filter(|group| group.shape.is_some());
        // For commands, small nodes do.
        let group =
            if kind == DraftKind::Shell { known().next() } else { strongest(known(), |group| gpus(group)) };
        let (group, shape) =
            group.and_then(|group| Some((group, group.shape.as_ref()?))).ok_or_else(unknown)?;
        if kind == DraftKind::NcclTest && shape.gpus == 0 {
            return Err(DraftError::NoGpus { partition: partition.name.clone() });
        }
        let most = group.count();
        let usual = if kind == DraftKind::Shell { 1 } else { 2 };
        let nodes = options.nodes.unwrap_or(usual.min(u32::try_from(most).unwrap_or(usual)).max(1));
        if u64::from(nodes) > most {
            let partition = partition.name.clone();
            return Err(DraftError::TooManyNodes { partition, most, wanted: nodes });
        }
        Ok(Self { partition, group, shape, nodes })
    }

    /// Whether other nodes of the partition are unlike those that are meant.
    pub(super) fn has_others(&self) -> bool {
        self.partition.groups.iter().any(|group| group.shape.as_ref() != Some(self.shape))
    }
}

/// The first of those that have the most.
fn strongest<'c, T>(all: impl Iterator<Item = &'c T>, most: impl Fn(&T) -> u64) -> Option<&'c T> {
    all.reduce(|best, next| if most(next) > most(best) { next } else { best })
}

fn gpus(group: &NodeGroup) -> u64 {
    group.shape.as_ref().map_or(0, |shape| shape.gpus)
}
