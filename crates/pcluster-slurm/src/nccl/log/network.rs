//! What NCCL and the plugin of Libfabric say about the network.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// What NCCL and its plugin said about the network.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Network {
    /// Whether the log has lines of `NCCL_DEBUG=INFO` at all.
    pub is_logged: bool,
    /// Release of NCCL, with that of CUDA where NCCL says it: `2.27.7+cuda12.9`.
    pub nccl_version: Option<String>,
    /// Release of the plugin aws-ofi-nccl.
    pub plugin_version: Option<String>,
    /// Release of Libfabric.
    pub libfabric_version: Option<String>,
    /// Instance type, as the plugin found it.
    pub platform: Option<String>,
    /// Networks that NCCL uses (`Libfabric`, `Socket`, `IB`) and how many ranks said so.
    pub networks: BTreeMap<String, u32>,
    /// Hosts by the network that NCCL uses on them.
    pub hosts_of_networks: BTreeMap<String, BTreeSet<String>>,
    /// Providers of Libfabric (`efa`, `tcp`) and the fewest network cards that one was found with, where it says so.
    pub providers: BTreeMap<String, Option<u32>>,
    /// How the plugin sends: `RDMA` or `SENDRECV`.
    pub protocol: Option<String>,
    /// Channels to other nodes that go from GPU memory straight to the network card.
    pub channels_with_gpu_direct: u64,
    /// Channels to other nodes that go through the memory of the host.
    pub channels_without_gpu_direct: u64,
    /// Channels for collectives, of one rank.
    pub collective_channels: Option<u32>,
    /// Channels through NVLink SHARP, of one rank.
    pub nvls_channels: Option<u32>,
    /// A tuner that was loaded.
    pub tuner: Option<String>,
    /// Algorithm and protocol that were chosen, by size in bytes, where `NCCL_DEBUG_SUBSYS` has `TUNING`.
    pub algorithms: BTreeMap<u64, String>,
    /// How many ranks there are.
    pub ranks: Option<u32>,
    /// How many nodes there are.
    pub nodes: Option<u32>,
    /// Hosts that wrote lines.
    pub hosts: BTreeSet<String>,
    /// Variables of NCCL, Libfabric and RDMA that are set, by the log.
    pub variables: BTreeMap<String, String>,
    /// Variables that the plugin set itself.
    pub set_by_plugin: BTreeSet<String>,
    /// What was said about a network plugin that is missing or could not be loaded.
    pub plugin_problem: Option<String>,
    /// What was said about packets that the other side never answers.
    pub unresponsive_receiver: Option<String>,
    /// What was said about GPUDirect RDMA being off.
    pub gpu_direct_off: Option<String>,
    /// Other warnings, and how often each was given.
    pub warnings: BTreeMap<String, u64>,
}

impl Network {
    /// About how many bytes are kept.
    pub(super) fn weight(&self) -> usize {
        let hosts = self.hosts.len() + self.hosts_of_networks.values().map(BTreeSet::len).sum::<usize>();
        let texts =
            self.variables.len() + self.algorithms.len() + self.warnings.len() + self.set_by_plugin.len();
        hosts * 128 + texts * 384
    }
}
