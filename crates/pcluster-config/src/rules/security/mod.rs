//! Rules about who gets into the cluster, and what the nodes may do in the account.

crate::rules::rules! {
    administrator_nodes,
    allowed_ips_ignored,
    full_access_policy,
    head_node_metadata_open,
    imds_without_token,
    secret_in_script,
    secret_in_tag,
    ssh_open_to_world,
    storage_not_encrypted,
    unencrypted_next_to_encrypted,
    write_access_to_every_bucket,
}

use crate::location::Path;
use crate::model::cluster::{ClusterConfig, StorageKind};

/// The name of a policy of AWS's, without its path.
fn aws_policy(arn: &str) -> Option<&str> {
    let (_, path) = arn.split_once(":iam::aws:policy/")?;
    path.rsplit('/').next()
}

/// How credentials begin, and how many letters and digits follow at least.
const CREDENTIALS: &[(&str, usize, &str)] = &[
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("ghp_", 30, "a GitHub token"),
    ("ghs_", 30, "a GitHub token"),
    ("github_pat_", 30, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("hf_", 30, "a Hugging Face token"),
    ("nvapi-", 30, "a key of NVIDIA NGC"),
    ("xoxb-", 10, "a Slack token"),
    ("-----BEGIN ", 0, "a private key"),
];

/// What kind of credential a text holds, where its form leaves no doubt.
fn credential_in(text: &str) -> Option<&'static str> {
    let holds = |start: &str, count: usize| {
        text.match_indices(start).any(|(at, _)| {
            let (before, rest) = text.split_at(at);
            let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'-';
            let follows = rest.bytes().skip(start.len()).take_while(word).count();
            follows >= count && !before.ends_with(|letter: char| letter.is_ascii_alphanumeric())
        })
    };
    CREDENTIALS.iter().find(|(start, count, _)| holds(start, *count)).map(|(.., what)| *what)
}

/// Storage that is made with the cluster and says whether it is encrypted, or is not encrypted by default.
struct Encryption {
    /// The place that says it.
    path: Path,
    what: String,
    encrypted: bool,
}

/// New storage with an explicit decision about its encryption, and new EFS file systems, which without one are not
/// encrypted. EBS volumes are, and FSx always encrypts.
fn encryption(cluster: &ClusterConfig, of_head_node_efs: bool) -> Vec<Encryption> {
    let mut found = Vec::new();
    let mut add =
        |path: Path, what: String, encrypted: bool| found.push(Encryption { path, what, encrypted });
    let head = &cluster.head_node;
    let head_place = || Path::root().key("HeadNode");
    let root_volume = |place: Path| place.key("LocalStorage").key("RootVolume").key("Encrypted");
    let volume = head.local_storage.as_ref().and_then(|storage| storage.root_volume.as_ref());
    if let Some(encrypted) = volume.and_then(|volume| volume.encrypted) {
        add(root_volume(head_place()), String::from("the root volume of the head node"), encrypted);
    }
    let efs = head.shared_storage_type() == crate::model::cluster::SharedStorageType::Efs;
    if efs && of_head_node_efs {
        let settings = head.shared_storage_efs_settings.as_ref();
        let written = settings.and_then(|settings| settings.encrypted);
        let place = match written {
            Some(_) => head_place().key("SharedStorageEfsSettings").key("Encrypted"),
            None => head_place().key("SharedStorageType"),
        };
        add(place, String::from("the file system of `SharedStorageType`"), written.unwrap_or(false));
    }
    for (index, queue) in cluster.scheduling.slurm_queues().iter().enumerate() {
        let local = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
        let volume = local.and_then(|local| local.root_volume.as_ref());
        if let Some(encrypted) = volume.and_then(|volume| volume.encrypted) {
            let place = Path::root().key("Scheduling").key("SlurmQueues").index(index).key("ComputeSettings");
            add(root_volume(place), format!("the root volumes of queue `{}`", queue.name), encrypted);
        }
    }
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        let place = || Path::root().key("SharedStorage").index(index);
        let what = format!("`{}`", storage.name);
        match storage.kind() {
            StorageKind::Ebs(Some(ebs)) if ebs.volume_id.is_none() => {
                if let Some(encrypted) = ebs.encrypted {
                    add(place().key("EbsSettings").key("Encrypted"), what, encrypted);
                }
            }
            StorageKind::Efs(efs) if efs.is_none_or(|efs| efs.file_system_id.is_none()) => {
                match efs.and_then(|efs| efs.encrypted) {
                    Some(encrypted) => add(place().key("EfsSettings").key("Encrypted"), what, encrypted),
                    None => add(place().key("StorageType"), what, false),
                }
            }
            _ => {}
        }
    }
    found
}
