//! Containers on nodes whose root volume has little room for images.
//!
//! Images for training are 15 to 20 GB in the registry and more when unpacked. Docker, and Enroot where nothing else is set,
//! put them on the root volume, which by default is as large as the official image, 45 GiB, drivers and software
//! included. Types with disks of their own, as almost all with GPUs have, are left out, since images can go there.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       CustomActions:
//!         OnNodeConfigured:
//!           Script: s3://training-scripts/bootstrap/compute-node-enroot-pyxis-setup.sh
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.9xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       ComputeSettings:
//!         LocalStorage:
//!           RootVolume:
//!             Size: 500
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       CustomActions:
//!         OnNodeConfigured:
//!           Script: s3://training-scripts/bootstrap/compute-node-enroot-pyxis-setup.sh
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.9xlarge
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{CustomAction, CustomActionKind};
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "container-images-on-small-root",
    severity: Severity::Info,
    official: None,
    check: Check::Queue(check),
};

/// GiB below which there is no room for the image of a training container.
const ENOUGH: i64 = 75;

fn check(queue: &Queue<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let storage = queue.compute_settings.as_ref().and_then(|settings| settings.local_storage.as_ref());
    let size = storage.and_then(|storage| storage.root_volume.as_ref()).and_then(|volume| volume.size);
    let own_image = queue.image.is_some() || queue.cluster.image.custom_ami.is_some();
    // The size of an image of one's own is not known.
    if size.map_or(own_image, |size| size.get() >= ENOUGH) {
        return None;
    }
    let actions = queue.custom_actions.as_ref()?;
    let events = [("OnNodeStart", &actions.on_node_start), ("OnNodeConfigured", &actions.on_node_configured)];
    let script = events.into_iter().find_map(|(event, action)| {
        container_script(&queue.key("CustomActions").key(event), action.as_ref()?)
    })?;
    let is_short = |resource| {
        let types = facts.types_of(resource).unwrap_or_default();
        types.iter().any(|facts| !facts.has_instance_store())
    };
    let short = queue.compute_resources.iter().position(is_short)?;
    let place = queue.key("ComputeResources").index(short);
    let finding = Finding::new("there is little room for container images on the root volume")
        .at(script, "this sets up containers")
        .and(place.key("Name"), "these nodes have no disks of their own");
    let root = queue.key("ComputeSettings").key("LocalStorage").key("RootVolume");
    let finding = match size {
        Some(_) => finding.and(root.key("Size"), "GiB, with the operating system and all software on it"),
        None => finding,
    };
    Some(finding.help("set `ComputeSettings.LocalStorage.RootVolume.Size` of the queue to what the images take and 50 GiB more"))
}

/// Where a script stands that sets up containers.
fn container_script(place: &Path, action: &CustomAction) -> Option<Path> {
    let is_one = |url: &str| {
        // The name of a bucket or a host says nothing about the script.
        let path =
            url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or(url, |(_, path)| path);
        let text = path.to_ascii_lowercase();
        ["docker", "enroot", "pyxis"].iter().any(|name| text.contains(name))
    };
    match action.kind()? {
        CustomActionKind::Script { script, .. } => is_one(script).then(|| place.key("Script")),
        CustomActionKind::Sequence(items) => {
            let index = items.iter().position(|item| is_one(&item.script))?;
            Some(place.key("Sequence").index(index).key("Script"))
        }
    }
}
