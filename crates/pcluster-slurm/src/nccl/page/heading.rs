//! What a run was, in a few lines.

use std::fmt::Write;

use crate::nccl::{Judged, Network};

/// What was run on what, and with what.
pub(super) fn lines(judged: &Judged) -> Vec<String> {
    let mut lines = vec![test(judged)];
    let network = &judged.run.network;
    let software = software(network);
    if !software.is_empty() {
        lines.push(software);
    }
    let found = found(network);
    if !found.is_empty() {
        lines.push(found);
    }
    lines
}

fn test(judged: &Judged) -> String {
    let setting = &judged.judgement.setting;
    let mut text =
        judged.run.collective.map_or_else(|| "nccl-tests".to_owned(), |collective| collective.to_string());
    let types = match setting.instance_types.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [first, second] => Some(format!("{first} or {second}")),
        [first, ..] => Some(format!("{first} or another type")),
    };
    match (setting.nodes, types) {
        (Some(nodes), Some(types)) => {
            let _ = write!(text, " on {nodes} x {types}");
        }
        (Some(1), None) => text += " on 1 node",
        (Some(nodes), None) => {
            let _ = write!(text, " on {nodes} nodes");
        }
        (None, Some(types)) => {
            let _ = write!(text, " on {types}");
        }
        (None, None) => {}
    }
    let separate = judged.run.separate_processes;
    match setting.ranks {
        _ if separate > 1 => {
            let _ = write!(text, ", {separate} processes of 1 rank");
        }
        Some(1) => text += ", 1 rank",
        Some(ranks) => {
            let _ = write!(text, ", {ranks} ranks");
        }
        None => {}
    }
    if let (None, Some(gpu)) = (setting.instance_type(), judged.run.devices.gpus.keys().next()) {
        let _ = write!(text, ", {gpu}");
    }
    text
}

fn software(network: &Network) -> String {
    let named =
        |name: &str, version: &Option<String>| version.as_ref().map(|version| format!("{name} {version}"));
    let parts = [
        named("NCCL", &network.nccl_version),
        named("aws-ofi-nccl", &network.plugin_version),
        named("Libfabric", &network.libfabric_version),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn found(network: &Network) -> String {
    let mut parts: Vec<String> = Vec::new();
    let networks: Vec<&str> = network.networks.keys().map(String::as_str).collect();
    if !networks.is_empty() {
        parts.push(format!("network {}", networks.join(" and ")));
    }
    for (name, cards) in &network.providers {
        parts.push(match cards {
            Some(1) => format!("provider {name} with 1 network card"),
            Some(cards) => format!("provider {name} with {cards} network cards"),
            None => format!("provider {name}"),
        });
    }
    parts.extend(network.protocol.clone().map(|protocol| format!("protocol {protocol}")));
    match (network.channels_with_gpu_direct, network.channels_without_gpu_direct) {
        (0, 0) => {}
        (_, 0) => parts.push("GPUDirect RDMA".to_owned()),
        (0, _) => parts.push("no GPUDirect RDMA".to_owned()),
        _ => parts.push("GPUDirect RDMA on some channels".to_owned()),
    }
    if let Some((_, choice)) = network.algorithms.last_key_value() {
        parts.push(format!("algorithm {choice}"));
    }
    parts.join(", ")
}
