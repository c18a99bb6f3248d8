//! Where nodes mount the disks inside them.

use crate::location::Path;
use crate::model::cluster::{ClusterConfig, ComputeResource, EphemeralVolume, SlurmQueue};

use super::Facts;

/// A directory where nodes mount the disks inside them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EphemeralDir<'a> {
    pub(crate) dir: &'a str,
    /// The instance type that has the disks.
    pub(crate) instance_type: &'a str,
    /// The queue with its position; none for the head node.
    queue: Option<(usize, &'a SlurmQueue)>,
    is_written: bool,
}

impl EphemeralDir<'_> {
    /// What mounts it, in words.
    pub(crate) fn nodes(&self) -> String {
        match self.queue {
            Some((_, queue)) => format!("the nodes of queue `{}`", queue.name),
            None => "the head node".to_owned(),
        }
    }

    /// The key that says so: the directory, or by default the instance type with the disks.
    pub(crate) fn path(&self) -> Path {
        if self.is_written { self.mount_dir() } else { self.instance_type_path() }
    }

    /// What else decides that it is mounted.
    pub(crate) fn decided_by(&self) -> Path {
        if self.is_written { self.instance_type_path() } else { self.mount_dir() }
    }

    fn mount_dir(&self) -> Path {
        let storage = match self.queue {
            Some((index, _)) => queue_path(index).key("ComputeSettings"),
            None => Path::root().key("HeadNode"),
        };
        storage.key("LocalStorage").key("EphemeralVolume").key("MountDir")
    }

    fn instance_type_path(&self) -> Path {
        let Some((queue_index, queue)) = self.queue else {
            return Path::root().key("HeadNode").key("InstanceType");
        };
        let resources = queue_path(queue_index).key("ComputeResources");
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            let place = resources.index(index);
            if resource.instance_type.as_deref() == Some(self.instance_type) {
                return place.key("InstanceType");
            }
            let mut instances = resource.instances.iter().flatten();
            if let Some(position) =
                instances.position(|instance| instance.instance_type == self.instance_type)
            {
                return place.key("Instances").index(position).key("InstanceType");
            }
        }
        resources
    }
}

/// The directories where the head node and the nodes of queues mount their disks. Login nodes mount theirs as well, but
/// the official tool does not look at them.
pub(crate) fn ephemeral_dirs<'a>(
    cluster: &'a ClusterConfig,
    facts: &Facts<'_>,
) -> impl Iterator<Item = EphemeralDir<'a>> {
    let has_disks = |name: &str| facts.instance(name).is_some_and(|facts| facts.has_instance_store());
    let head = &cluster.head_node;
    let volume = head.local_storage.as_ref().and_then(|storage| storage.ephemeral_volume.as_ref());
    let of_head = has_disks(&head.instance_type).then(|| directory(volume, &head.instance_type, None));
    let queues = cluster.scheduling.slurm_queues().iter().enumerate();
    let of_queues = queues.filter_map(move |(index, queue)| {
        let mut types = queue.compute_resources.iter().flat_map(ComputeResource::instance_types);
        let instance_type = types.find(|name| has_disks(name))?;
        let storage = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
        let volume = storage.and_then(|storage| storage.ephemeral_volume.as_ref());
        Some(directory(volume, instance_type, Some((index, queue))))
    });
    of_head.into_iter().chain(of_queues)
}

fn directory<'a>(
    volume: Option<&'a EphemeralVolume>,
    instance_type: &'a str,
    queue: Option<(usize, &'a SlurmQueue)>,
) -> EphemeralDir<'a> {
    // What holds by default is a text of the accessor's own.
    static DEFAULT: EphemeralVolume = EphemeralVolume { mount_dir: None };
    let is_written = volume.is_some_and(|volume| volume.mount_dir.is_some());
    EphemeralDir { dir: volume.unwrap_or(&DEFAULT).mount_dir(), instance_type, queue, is_written }
}

fn queue_path(index: usize) -> Path {
    Path::root().key("Scheduling").key("SlurmQueues").index(index)
}
