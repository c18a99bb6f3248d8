//! Rules about the names that nodes get from their queue and compute resource.

crate::rules::rules! {
    clashing_node_names,
    resource_name_misread,
}

/// The queue and the compute resource that ParallelCluster reads from the name of a node without its number, by the last
/// `-st-` or `-dy-` that something follows: `a-dy-b-st-c` is `a-dy-b` and `c`.
fn read(node: &str) -> Option<(&str, &str)> {
    let at = |marker| node.rmatch_indices(marker).find(|(at, _)| at + 4 < node.len()).map(|(at, _)| at);
    let at = at("-st-").max(at("-dy-"))?;
    Some((&node[..at], &node[at + 4..]))
}

/// Whether the name of a compute resource takes part in that.
fn has_marker(resource: &str) -> bool {
    ["st-", "dy-"].iter().any(|marker| resource.starts_with(marker))
        || ["-st-", "-dy-"].iter().any(|marker| resource.contains(marker))
}
