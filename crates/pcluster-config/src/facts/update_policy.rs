//! What changing a key of a running cluster costs.

use super::Release;

const TABLE: &str = include_str!("../../data/update-policies.tsv");

/// When a key of a running cluster can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UpdatePolicy {
    /// The name that the official tool has for it.
    pub name: &'static str,
    /// When a change is possible and what it costs.
    pub meaning: &'static str,
}

impl UpdatePolicy {
    /// The policy of a key of the cluster configuration in a release.
    pub(crate) fn of(path: &str, release: Release) -> Option<Self> {
        let row = TABLE.lines().find_map(|line| line.strip_prefix(path)?.strip_prefix('\t'))?;
        let (first, changes) = row.split_once('\t').unwrap_or((row, ""));
        let change = changes.split(',').rev().find_map(|change| {
            let (since, name) = change.split_once('=')?;
            (since.parse::<Release>().ok()? <= release).then_some(name)
        });
        let name = change.unwrap_or(first);
        Some(Self { name, meaning: meaning(name)? })
    }
}

fn meaning(name: &str) -> Option<&'static str> {
    Some(match name {
        "IGNORED" => "can always be changed; for a section, what counts are the keys in it",
        "SUPPORTED" => "can be changed at any time",
        "UNSUPPORTED" => "cannot be changed: it takes a new cluster",
        "SUPPORTED_UNLESS_ADC" => "can be changed at any time, but not in the us-iso regions",
        "READ_ONLY_RESOURCE_BUCKET" => "cannot be changed: the cluster keeps its first bucket",
        "COMPUTE_FLEET_STOP" => "the compute fleet must be stopped, so running jobs end",
        "COMPUTE_FLEET_STOP_ON_REMOVE" => {
            "an item can be added at any time; to remove or change one, the compute fleet must be stopped"
        }
        "COMPUTE_AND_LOGIN_NODES_STOP" => "the compute fleet and all login nodes must be stopped",
        "LOGIN_NODES_STOP" => "all login nodes must be stopped",
        "LOGIN_NODES_POOL_STOP" => "the login nodes of the pool must be stopped",
        "LOGIN_NODES_POOLS" => {
            "a pool can be added at any time; to remove one, all login nodes must be stopped"
        }
        "QUEUE_UPDATE_STRATEGY" => {
            "the compute fleet must be stopped, or QueueUpdateStrategy must be DRAIN (running jobs finish) or TERMINATE \
             (running jobs are queued again)"
        }
        "MANAGED_PLACEMENT_GROUP" => {
            "the compute fleet must be stopped, or QueueUpdateStrategy must be DRAIN or TERMINATE; a placement group that \
             ParallelCluster made goes away only with the fleet stopped"
        }
        "RESIZE_UPDATE_STRATEGY_ON_REMOVE" => {
            "more nodes can be added at any time; for fewer, the compute fleet must be stopped or QueueUpdateStrategy \
             must be TERMINATE"
        }
        "MANAGED_FSX" => {
            "not while the cluster keeps a Lustre file system that ParallelCluster made; else the compute fleet must be \
             stopped, or QueueUpdateStrategy must be DRAIN or TERMINATE"
        }
        "SHARED_STORAGE_UPDATE_POLICY" => {
            "the compute fleet must be stopped or QueueUpdateStrategy must be DRAIN or TERMINATE; a file system that \
             ParallelCluster made also needs all login nodes stopped; /home stays as it is"
        }
        "EXTRA_CHEF_ATTRIBUTES" => {
            "only the cluster readiness check and Slurm's reconfigure timeout can be changed, at any time"
        }
        "AWSBATCH_CE_MAX_RESIZE" => {
            "can be raised at any time; below the capacity that is running, the compute fleet must be stopped"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Release, TABLE, UpdatePolicy, meaning};

    #[test]
    fn every_policy_of_the_table_has_a_meaning() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').skip(1);
            let first = columns.next().unwrap();
            assert!(meaning(first).is_some(), "{line}");
            for change in columns.next().unwrap_or_default().split(',').filter(|change| !change.is_empty()) {
                let (since, name) = change.split_once('=').unwrap();
                assert!(since.parse::<Release>().is_ok() && meaning(name).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn a_policy_can_change_with_a_release() {
        let tags = |release: &str| UpdatePolicy::of("Tags", release.parse().unwrap()).unwrap().name;
        assert_eq!(tags("3.14.2"), "UNSUPPORTED");
        assert_eq!(tags("3.15.0"), "SUPPORTED");
        assert_eq!(tags("3.16.1"), "SUPPORTED_UNLESS_ADC");
    }
}
