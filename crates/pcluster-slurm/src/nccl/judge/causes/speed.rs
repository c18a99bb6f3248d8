//! Why a run is slow.

use pcluster_config::facts::InstanceFacts;

use super::{Cause, Scene};
use crate::nccl::Size;

/// Fewer network cards than the type has.
pub(super) fn fewer_cards(scene: &Scene<'_>) -> Option<Cause> {
    let found = scene.run.network.providers.get("efa").copied().flatten()?;
    let facts = scene.setting.facts(scene.catalogue);
    let fewest = facts.iter().map(|facts| facts.efa_interfaces).min()?;
    (found < fewest).then(|| {
        Cause::new(
            "fewer-network-cards",
            format!("only {found} of the {fewest} EFA devices of a node are used"),
            format!("`NET/OFI Selected provider is efa ... (found {found} nics)`"),
            "give the container all of /dev/infiniband, and check that the launch of the node gave it all network cards: \
             `ls /sys/class/infiniband | wc -l`",
        )
    })
}

/// Data goes through the memory of the host.
pub(super) fn no_gpu_direct(scene: &Scene<'_>) -> Option<Cause> {
    let network = &scene.run.network;
    let facts = scene.setting.facts(scene.catalogue);
    if facts.is_empty() || !facts.iter().all(does_gpu_direct) {
        return None;
    }
    let evidence = if let Some(message) = &network.gpu_direct_off {
        message.clone()
    } else if network.channels_without_gpu_direct > network.channels_with_gpu_direct {
        format!(
            "{} channels go `via NET/...` without `/GDRDMA`, {} with it",
            network.channels_without_gpu_direct, network.channels_with_gpu_direct
        )
    } else {
        return None;
    };
    Some(Cause::new(
        "no-gpudirect-rdma",
        "data goes through the memory of the host instead of straight from the GPUs to the network cards",
        evidence,
        "check that the EFA kernel module and the NVIDIA driver are those of one ParallelCluster AMI (`lsmod | grep efa`), \
         and that NCCL_NET_GDR_LEVEL and FI_HMEM variables are not set",
    ))
}

/// Types that need GPUDirect RDMA by the plugin's own table (p4d and later, not p5.4xlarge).
fn does_gpu_direct(facts: &InstanceFacts) -> bool {
    let name = facts.instance_type.as_ref();
    ["p4", "p5", "p6"].iter().any(|family| name.starts_with(family)) && facts.gpu_count > 1
}

/// The speed of one network card, in a log that does not say which network was used.
pub(super) fn like_tcp(scene: &Scene<'_>) -> Option<Cause> {
    let silent = scene.run.network.networks.is_empty() && scene.run.network.providers.is_empty();
    let limit = scene.yardstick.limit()?;
    let facts = scene.setting.facts(scene.catalogue);
    let cards = facts.iter().map(|facts| facts.efa_interfaces).min().filter(|cards| *cards > 1)?;
    let one = limit.gbps / f64::from(cards);
    let fastest = scene.points.iter().max_by(|a, b| a.bus_gbps.total_cmp(&b.bus_gbps))?;
    (silent && fastest.bus_gbps <= one).then(|| {
        Cause::new(
            "like-tcp",
            "this is what one network card carries over TCP: EFA is not used at all, it seems",
            format!("{:.1} GB/s at {} is the fastest size; one of {cards} cards carries {one} GB/s", fastest.bus_gbps, Size(fastest.size)),
            "run it again with NCCL_DEBUG=INFO: `Using network Socket` or `Selected provider is tcp` would prove it",
        )
    })
}

/// A variable that does harm.
pub(super) fn variable(scene: &Scene<'_>) -> Option<Cause> {
    let network = &scene.run.network;
    let harms = |name: &str, value: &str| -> Option<&'static str> {
        let value = value.to_ascii_lowercase();
        match name {
            // The plugin sets these two itself, to these very values.
            "NCCL_BUFFSIZE" if value != "8388608" => Some("the plugin chooses 8388608 itself"),
            "NCCL_P2P_NET_CHUNKSIZE" if value != "524288" => Some("the plugin chooses 524288 itself"),
            "NCCL_PROTO" => Some("NCCL chooses among its protocols better by itself"),
            "NCCL_ALGO" if !value.contains("ring") => {
                Some("NCCL chooses among its algorithms better by itself")
            }
            "NCCL_P2P_DISABLE" | "NCCL_SHM_DISABLE" | "NCCL_NVLS_ENABLE" if value == "0" || value == "1" => {
                (value == "1" && name != "NCCL_NVLS_ENABLE" || value == "0" && name == "NCCL_NVLS_ENABLE")
                    .then_some("it takes a way between GPUs of a node away")
            }
            "NCCL_NET_GDR_LEVEL" | "NCCL_NET_GDR_DISABLE" => {
                Some("it decides about GPUDirect RDMA, which EFA needs")
            }
            "NCCL_MAX_NCHANNELS" | "NCCL_MAX_CTAS" => Some("it leaves NCCL fewer channels"),
            "FI_EFA_USE_DEVICE_RDMA" if value == "0" => Some("it switches RDMA of the devices off"),
            "OFI_NCCL_PROTOCOL" if value == "sendrecv" => {
                Some("the plugin chooses the protocol by the instance type")
            }
            _ => None,
        }
    };
    let mut found = network.variables.iter().filter(|(name, _)| !network.set_by_plugin.contains(*name));
    let (name, value, why) = found.find_map(|(name, value)| Some((name, value, harms(name, value)?)))?;
    Some(Cause::new(
        "harmful-variable",
        format!("{name} is set, which can make it slow: {why}"),
        format!("{name}={value}"),
        format!("take {name} out of the job and out of the image, and compare"),
    ))
}

/// Fewer GPUs on a node than it has.
pub(super) fn fewer_gpus(scene: &Scene<'_>) -> Option<Cause> {
    let facts = scene.setting.facts(scene.catalogue);
    let all = facts.iter().map(|facts| facts.gpu_count).min()?;
    let used = scene.setting.gpus_per_node?;
    (used < all).then(|| {
        Cause::new(
            "fewer-gpus",
            format!("only {used} of the {all} GPUs of a node take part, and each GPU uses the network cards next to it"),
            format!("{} ranks on {} nodes", scene.setting.ranks.unwrap_or(0), scene.setting.nodes.unwrap_or(0)),
            format!("run {all} ranks a node: `--ntasks-per-node={all} --gpus-per-node={all}` and `-g 1`"),
        )
    })
}

/// Hosts with more ranks than others.
pub(super) fn uneven_hosts(scene: &Scene<'_>) -> Option<Cause> {
    let hosts = &scene.run.devices.hosts;
    let (fullest, most) = hosts.iter().max_by_key(|(_, ranks)| **ranks)?;
    let (emptiest, fewest) = hosts.iter().min_by_key(|(_, ranks)| **ranks)?;
    (most != fewest).then(|| {
        Cause::new(
            "uneven-hosts",
            "the ranks are not spread evenly over the nodes",
            format!("{most} ranks on {fullest}, {fewest} on {emptiest}"),
            "set `--ntasks-per-node` instead of `--ntasks` alone",
        )
    })
}

/// A protocol that a type with RDMA writes does not need.
pub(super) fn send_receive_protocol(scene: &Scene<'_>) -> Option<Cause> {
    let name = scene.setting.instance_types.first()?;
    // The plugin's own table has SENDRECV for p4d, p4de, p5.4xlarge and g5, and RDMA for what came with RDMA writes.
    let wants_rdma = (name.starts_with("p5") || name.starts_with("p6")) && name != "p5.4xlarge";
    (wants_rdma && scene.run.network.protocol.as_deref() == Some("SENDRECV")).then(|| {
        Cause::new(
            "protocol-sendrecv",
            "the plugin sends with SENDRECV, which leaves most of the network cards of this type unused",
            "`NET/OFI Using transport protocol SENDRECV`",
            "take OFI_NCCL_PROTOCOL out, and use the plugin of the newest EFA installer",
        )
    })
}

/// A plugin or a NCCL that is too old for p5.
pub(super) fn old_plugin(scene: &Scene<'_>) -> Option<Cause> {
    let name = scene.setting.instance_types.first()?;
    let network = &scene.run.network;
    let plugin = network.plugin_version.as_deref().filter(|version| older(version, &[1, 7, 2]));
    let nccl = network.nccl_version.as_deref().filter(|version| older(version, &[2, 18, 5]));
    let (what, version, least) = match (plugin, nccl) {
        (Some(version), _) => ("aws-ofi-nccl", version, "1.7.2"),
        (None, Some(version)) => ("NCCL", version, "2.18.5"),
        (None, None) => return None,
    };
    (name.starts_with("p5") || name.starts_with("p6")).then(|| {
        Cause::new(
            "old-software",
            format!("{what} {version} is too old for this type, which needs {least} or later"),
            format!("the log says {what} {version}"),
            "install the newest EFA installer, which brings its plugin, and NCCL that the plugin was tested with",
        )
    })
}

/// Whether a version such as `1.4.0aws` or `2.18.3+cuda12.2` is older than another.
fn older(version: &str, least: &[u32]) -> bool {
    let number = |part: &str| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().unwrap_or(0)
    };
    let have: Vec<u32> = version.split('.').take(3).map(number).collect();
    have.len() >= 2 && have.as_slice() < least
}

/// A log that does not say what NCCL did.
pub(super) fn no_log(scene: &Scene<'_>) -> Option<Cause> {
    (!scene.run.network.is_logged).then(|| {
        Cause::new(
            "no-debug-lines",
            "the log does not say which network, how many cards and which algorithm NCCL used",
            "there are no lines of `NCCL INFO`",
            "run it again with NCCL_DEBUG=INFO in the environment of the tasks",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::older;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        for (version, is) in [
            ("1.4.0aws", true),
            ("1.7.2-aws", false),
            ("1.16.3", false),
            ("1.7", true),
            ("GitHub-dev", false),
            ("", false),
        ] {
            assert_eq!(older(version, &[1, 7, 2]), is, "{version}");
        }
        assert!(older("2.18.3+cuda12.2", &[2, 18, 5]));
    }
}
