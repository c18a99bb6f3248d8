//! Why what goes between nodes does not go over EFA.

use super::{Cause, Scene};

/// Where AWS's installers put the plugin and Libfabric.
const LIBRARIES: &str = "/opt/amazon/ofi-nccl/lib and /opt/amazon/efa/lib";

/// A variable asks for another network.
pub(super) fn chosen_by_variable(scene: &Scene<'_>) -> Option<Cause> {
    let asks = |name: &str, value: &str| {
        let value = value.to_ascii_lowercase();
        match name {
            "NCCL_NET" => !value.contains("libfabric"),
            "NCCL_NET_PLUGIN" => value == "none",
            "FI_PROVIDER" => !value.contains("efa") || value.contains("^efa"),
            _ => false,
        }
    };
    let (name, value) = scene.run.network.variables.iter().find(|(name, value)| asks(name, value))?;
    Some(Cause::new(
        "network-chosen-by-variable",
        format!("{name} asks for something else than EFA"),
        format!("{name}={value}"),
        format!("take {name} out of the job and out of the image"),
    ))
}

/// EFA is used on some hosts and not on others.
pub(super) fn on_some_hosts(scene: &Scene<'_>) -> Option<Cause> {
    let networks = &scene.run.network.hosts_of_networks;
    let with = networks.get("Libfabric").filter(|hosts| !hosts.is_empty())?;
    let (other, without) = networks.iter().find(|(name, _)| name.as_str() != "Libfabric")?;
    let without: Vec<&str> =
        without.iter().filter(|host| !with.contains(*host)).map(String::as_str).collect();
    let (first, more) = (without.first()?, without.len() - 1);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(Cause::new(
        "some-hosts-without-efa",
        "some nodes use EFA and some do not",
        format!(
            "{first}{more} said `Using network {other}`, {} said `Using network Libfabric`",
            hosts(with.len())
        ),
        "compare `fi_info -p efa` on both: a node may lack its EFA devices, or the job its mounts there",
    ))
}

/// The plugin runs and finds no EFA device.
pub(super) fn no_device(scene: &Scene<'_>) -> Option<Cause> {
    let words = [
        "fi_getinfo() call failed",
        "No eligible providers",
        "find any optimal provider",
        "output empty list",
    ];
    let warnings = scene.run.network.warnings.keys();
    let warning = warnings.into_iter().find(|warning| words.iter().any(|words| warning.contains(words)))?;
    Some(Cause::new(
        "no-efa-device",
        "the plugin runs, but Libfabric shows it no EFA device",
        warning.clone(),
        "check `Efa: Enabled: true` on the compute resource, `fi_info -p efa` on the node and inside the container, and \
         that the container gets /dev/infiniband",
    ))
}

/// Libfabric runs with a provider that is not EFA's.
pub(super) fn other_provider(scene: &Scene<'_>) -> Option<Cause> {
    let name = scene.run.network.providers.keys().find(|name| name.as_str() != "efa")?;
    Some(Cause::new(
        "other-provider",
        format!("Libfabric uses its provider `{name}`, which sends over the ordinary network"),
        format!("`NET/OFI Selected provider is {name}`"),
        format!(
            "use the Libfabric of EFA's installer ({LIBRARIES} first in LD_LIBRARY_PATH), give the container \
             /dev/infiniband, and check `fi_info -p efa`; FI_PROVIDER=efa makes such a run fail instead"
        ),
    ))
}

/// NCCL found no plugin.
pub(super) fn plugin_not_found(scene: &Scene<'_>) -> Option<Cause> {
    let network = &scene.run.network;
    let message = network.plugin_problem.as_ref().filter(|_| network.plugin_version.is_none())?;
    Some(Cause::new(
        "plugin-not-found",
        "NCCL finds no network plugin, without which it cannot use EFA",
        message.clone(),
        format!(
            "put {LIBRARIES} into LD_LIBRARY_PATH where NCCL runs: inside a container, mount them or install them"
        ),
    ))
}

/// NCCL uses a network of its own, and the log does not say why.
pub(super) fn without_plugin(scene: &Scene<'_>) -> Option<Cause> {
    let network = &scene.run.network;
    let other = network.networks.keys().find(|name| name.as_str() != "Libfabric")?;
    let silent = network.plugin_version.is_none() && network.plugin_problem.is_none();
    silent.then(|| {
        Cause::new(
            "plugin-not-loaded",
            "NCCL uses a network of its own, and the plugin aws-ofi-nccl says nothing",
            format!("`Using network {other}`, and no line of NET/OFI"),
            format!("put {LIBRARIES} into LD_LIBRARY_PATH where NCCL runs, and set NCCL_DEBUG=INFO to see why it is not loaded"),
        )
    })
}

fn hosts(count: usize) -> String {
    if count == 1 { "1 host".to_owned() } else { format!("{count} hosts") }
}
