//! Rules about encryption at rest.

crate::rules::rules! {
    storage_not_encrypted,
    unencrypted_next_to_encrypted,
}

use crate::location::Path;
use crate::model::cluster::{ClusterConfig, SharedStorageType, StorageKind};
use crate::rules::{Facts, Finding};

/// Storage that is made with the cluster, and whether it is encrypted.
struct Encryption {
    what: String,
    encrypted: bool,
    /// The place that says it.
    path: Path,
    /// Other keys that decide about it.
    decided_by: Vec<Path>,
    of_queue: bool,
}

/// New storage with an explicit decision about its encryption, and new EFS file systems, which without one are not
/// encrypted. EBS volumes are, and FSx always encrypts.
fn encryption(cluster: &ClusterConfig, facts: &Facts<'_>) -> Vec<Encryption> {
    let mut found = Vec::new();
    let head = Path::root().key("HeadNode");
    let root_volume = |place: Path| place.key("LocalStorage").key("RootVolume").key("Encrypted");
    let local = cluster.head_node.local_storage.as_ref();
    if let Some(encrypted) = local.and_then(|local| local.root_volume.as_ref()?.encrypted) {
        found.push(Encryption {
            what: String::from("the root volume of the head node"),
            encrypted,
            path: root_volume(head.clone()),
            decided_by: Vec::new(),
            of_queue: false,
        });
    }
    let settings = head.key("SharedStorageEfsSettings").key("Encrypted");
    let is_efs = cluster.head_node.shared_storage_type() == SharedStorageType::Efs;
    if is_efs && facts.knows("HeadNode.SharedStorageEfsSettings") {
        let written = cluster.head_node.shared_storage_efs_settings.as_ref().and_then(|efs| efs.encrypted);
        found.push(Encryption {
            what: String::from("the file system of `SharedStorageType`"),
            encrypted: written.unwrap_or(false),
            path: if written.is_some() { settings.clone() } else { head.key("SharedStorageType") },
            decided_by: vec![settings],
            of_queue: false,
        });
    }
    let queues = Path::root().key("Scheduling").key("SlurmQueues");
    for (index, queue) in cluster.scheduling.slurm_queues().iter().enumerate() {
        let local = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
        if let Some(encrypted) = local.and_then(|local| local.root_volume.as_ref()?.encrypted) {
            found.push(Encryption {
                what: format!("the root volumes of queue `{}`", queue.name),
                encrypted,
                path: root_volume(queues.index(index).key("ComputeSettings")),
                decided_by: Vec::new(),
                of_queue: true,
            });
        }
    }
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        let place = Path::root().key("SharedStorage").index(index);
        let (section, written) = match storage.kind() {
            StorageKind::Ebs(Some(ebs)) if ebs.volume_id.is_none() && ebs.encrypted.is_some() => {
                ("EbsSettings", ebs.encrypted)
            }
            StorageKind::Efs(efs) if efs.is_none_or(|efs| efs.file_system_id.is_none()) => {
                ("EfsSettings", efs.and_then(|efs| efs.encrypted))
            }
            _ => continue,
        };
        let settings = place.key(section);
        let key = settings.key("Encrypted");
        found.push(Encryption {
            what: format!("`{}`", storage.name),
            encrypted: written.unwrap_or(false),
            path: if written.is_some() { key.clone() } else { place.key("StorageType") },
            decided_by: vec![key, settings.key("VolumeId"), settings.key("FileSystemId")],
            of_queue: false,
        });
    }
    found
}

/// One finding about all storage that is not encrypted.
fn unencrypted(message: &str, storages: &[Encryption]) -> Option<Finding> {
    let mut storages = storages.iter().filter(|storage| !storage.encrypted);
    let label = |storage: &Encryption| format!("{} is not encrypted", storage.what);
    let depending = |finding: Finding, storage: &Encryption| {
        storage.decided_by.iter().fold(finding, |finding, path| finding.decided_by(path.clone()))
    };
    let first = storages.next()?;
    let finding = Finding::new(message)
        .at(first.path.clone(), label(first))
        .help("write `Encrypted: true`: it costs nothing, and cannot be changed later");
    Some(storages.fold(depending(finding, first), |finding, storage| {
        depending(finding, storage).and(storage.path.clone(), label(storage))
    }))
}
