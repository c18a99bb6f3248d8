//! A node is named that the partition does not have.
//!
//! ParallelCluster names nodes `<queue>-st-<resource>-<n>` where they stay up (`MinCount`) and `<queue>-dy-<resource>-<n>` where
//! they come and go, each amount from 1. `sbatch` refuses a job that names another, to have it or to leave it out.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodelist=gpu-st-p5-[4-5]
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodelist=small-dy-g5-1
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodelist=gpu-st-p5-[3-4],gpu-dy-p5-1
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::cluster::{Cluster, Node, NodeKind, Partition};
use crate::job::Asked;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};
use crate::script::value::Hosts;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unknown-node", severity: Severity::Error, check: Check::RequestEach(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(cluster) = facts.cluster.filter(|cluster| !cluster.has_more_nodes()) else { return Vec::new() };
    let lists = [(&view.request.nodelist, true), (&view.request.exclude, false)];
    lists
        .into_iter()
        .filter_map(|(list, is_wanted)| finding(view, cluster, list.as_ref()?, is_wanted))
        .collect()
}

fn finding(
    view: &RequestView<'_>,
    cluster: &Cluster,
    list: &Asked<String>,
    is_wanted: bool,
) -> Option<Finding> {
    let hosts = Hosts::read(list)?;
    let nodes = cluster.nodes(&hosts);
    let elsewhere = |node: &Node<'_>| {
        let has = |partition: &&Partition| partition.name == node.partition.name;
        is_wanted && !view.partitions.is_empty() && !view.partitions.iter().any(has)
    };
    let (name, node) = nodes.iter().find(|(_, node)| node.is_none_or(|node| elsewhere(&node)))?;
    if let Some(node) = node {
        let partition = &node.partition.name;
        return Some(
            Finding::new(format!("node `{name}` is in partition `{partition}`, where the job does not run"))
                .at(&list.place, format!("a node of `{partition}`"))
                .help(format!("use `--partition={partition}`, or name nodes of the job's partition")),
        );
    }
    let found =
        Finding::new(format!("there is no node `{name}`")).at(&list.place, "the cluster has no such node");
    Some(match counts(cluster, name) {
        Some(text) => found.help(text),
        None => found.help("nodes are named `<queue>-st-<resource>-<n>` where they stay up, else `<queue>-dy-<resource>-<n>`"),
    })
}

/// The nodes that there are in place of one with a number that is too large.
fn counts(cluster: &Cluster, name: &str) -> Option<String> {
    let groups = cluster.partitions.iter().flat_map(|partition| partition.groups.iter());
    let mut all = groups.flat_map(|group| NodeKind::ALL.map(|kind| (group, kind)));
    let (group, kind) = all.find(|(group, kind)| name.starts_with(&group.prefix(*kind)))?;
    let (prefix, count) = (group.prefix(kind), group.count_of(kind));
    let what = match kind {
        NodeKind::Static => "static nodes",
        NodeKind::Dynamic => "dynamic nodes",
    };
    Some(match count {
        0 => format!("compute resource `{}` has no {what}", group.resource),
        1 => format!("the only one of the {what} of compute resource `{}` is `{prefix}1`", group.resource),
        _ => format!("the {what} of compute resource `{}` are `{prefix}[1-{count}]`", group.resource),
    })
}
