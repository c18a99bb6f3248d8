//! Which paths lie below which, without comparing every pair.

use crate::model::cluster::{ClusterConfig, SharedStorage};

use super::{At, EphemeralDir, Facts, Finding, ephemeral_dirs};

/// A path, by its position among those that are shared or among those of single nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Among all nodes, where it may neither lie below another nor above.
    Shared(usize),
    /// Of some nodes only: those of other nodes do not matter to it.
    Own(usize),
}

/// What there is to say about shared storages and the disks of nodes that lie below each other: `of_storage` and
/// `of_disks` give their paths, `say` says it about an inner and an outer path with the places of the storages. The disks
/// are shown besides. Those of different nodes do not meet.
pub(crate) fn nested_storages<'a>(
    cluster: &At<'a, ClusterConfig>,
    facts: &Facts<'_>,
    of_storage: impl Fn(&'a SharedStorage) -> &'a str,
    of_disks: impl Fn(&'a str) -> &'a str,
    say: impl Fn(&str, &str, (Side, Side)) -> Finding,
) -> Vec<Finding> {
    let storages: Vec<&str> = cluster.value().shared_storage.iter().flatten().map(of_storage).collect();
    if storages.is_empty() {
        return Vec::new();
    }
    let disks: Vec<EphemeralDir<'_>> = ephemeral_dirs(cluster.value(), facts).collect();
    let dirs: Vec<&str> = disks.iter().map(|disks| of_disks(disks.dir)).collect();
    let text = |side: Side| match side {
        Side::Shared(index) => storages.get(index).copied().unwrap_or_default(),
        Side::Own(index) => dirs.get(index).copied().unwrap_or_default(),
    };
    let pairs = nestings(storages.iter().copied(), dirs.iter().copied()).into_iter();
    let findings = pairs.map(|(inner, outer)| {
        let finding = say(text(inner), text(outer), (inner, outer));
        let shown = [inner, outer].into_iter().filter_map(|side| match side {
            Side::Own(index) => disks.get(index),
            Side::Shared(_) => None,
        });
        shown.fold(finding, |finding, disks| {
            finding.and(disks.path(), disks.label()).decided_by(disks.decided_by())
        })
    });
    findings.collect()
}

/// The paths that lie below another, each with the nearest one above: pairs of an inner and an outer path.
fn nestings<'p>(
    shared: impl Iterator<Item = &'p str>,
    own: impl Iterator<Item = &'p str>,
) -> Vec<(Side, Side)> {
    let shared = shared.enumerate().map(|(index, path)| (path, Side::Shared(index)));
    let own = own.enumerate().map(|(index, path)| (path, Side::Own(index)));
    let mut paths: Vec<(&str, Side)> = shared.chain(own).collect();
    // Part by part, so that a path is followed by all that lie below it.
    paths.sort_by(|(left, _), (right, _)| left.split('/').cmp(right.split('/')));
    let mut found = Vec::new();
    // The paths above the current one.
    let mut above: Vec<Above<'_>> = Vec::new();
    for (path, side) in paths {
        while above.last().is_some_and(|last| path != last.path && !is_below(path, last.path)) {
            above.pop();
        }
        let is_shared = matches!(side, Side::Shared(_));
        let same = above.pop_if(|last| last.path == path);
        let outer = above.last().map(|last| last.nearest);
        let outer_shared = above.last().and_then(|last| last.nearest_shared);
        found.extend(if is_shared { outer } else { outer_shared }.map(|outer| (side, outer)));
        // What lies below the same path twice lies below a shared one if either is.
        let nearest_shared =
            if is_shared { Some(side) } else { same.map_or(outer_shared, |same| same.nearest_shared) };
        above.push(Above { path, nearest: side, nearest_shared });
    }
    found
}

/// A path that others lie below.
struct Above<'p> {
    path: &'p str,
    nearest: Side,
    /// The nearest shared path, itself included.
    nearest_shared: Option<Side>,
}

fn is_below(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::Side::{Own, Shared};
    use super::*;

    fn of(shared: &[&str], own: &[&str]) -> Vec<(Side, Side)> {
        nestings(shared.iter().copied(), own.iter().copied())
    }

    #[test]
    fn a_path_lies_below_the_nearest_one_above() {
        assert_eq!(of(&["a/b/c", "a", "a-b", "a/b"], &[]), [(Shared(3), Shared(1)), (Shared(0), Shared(3))]);
        assert_eq!(of(&["a", "ab/c", "b"], &[]), []);
    }

    #[test]
    fn paths_of_single_nodes_only_meet_shared_ones() {
        assert_eq!(of(&["b"], &["a", "a/x"]), []);
        assert_eq!(of(&["a"], &["a/x", "a/x/y"]), [(Own(0), Shared(0)), (Own(1), Shared(0))]);
        assert_eq!(of(&["a/x"], &["a"]), [(Shared(0), Own(0))]);
    }

    #[test]
    fn the_same_path_twice_does_not_hide_what_lies_below() {
        assert_eq!(of(&["a", "a", "a/b"], &[]).len(), 1);
        assert_eq!(of(&["a"], &["a", "a/b"]), [(Own(1), Shared(0))]);
    }
}
