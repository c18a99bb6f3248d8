//! The nodes that a configuration makes, beside those that Slurm knows.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::Node;
use super::words::{Explanation, explain_node};
use crate::cluster::{Cluster, NodeGroup, NodeKind};

/// The nodes of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Roster {
    /// Nodes that are alike: of one compute resource, static or dynamic. In the order of the configuration.
    pub groups: Vec<RosterGroup>,
    /// Nodes that Slurm has and the configuration does not make.
    pub unexpected: Vec<String>,
    /// Nodes that someone has to look at, or that are on their way.
    pub notes: Vec<NodeNote>,
}

/// Nodes that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RosterGroup {
    /// The queue, which is the partition.
    pub queue: String,
    /// The compute resource.
    pub resource: String,
    /// Whether they stay up.
    pub is_static: bool,
    /// Their instance types.
    pub instance_types: Vec<String>,
    /// How many the configuration makes.
    pub count: u64,
    /// Their names, such as `gpu-st-p5-[1-16]`.
    pub names: String,
    /// How many are in which state, as sinfo has it; empty where Slurm was not asked.
    pub states: BTreeMap<String, u64>,
    /// Those that Slurm does not have, where it was asked.
    pub missing: u64,
}

/// What is to be said about a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct NodeNote {
    /// The nodes, such as `gpu-st-p5-[1-2]`.
    pub nodes: String,
    /// Their state, as sinfo has it.
    pub state: String,
    /// What it means, and what to do.
    #[serde(flatten)]
    pub explanation: Explanation,
    /// Whether something is wrong, other than on its way.
    pub is_bad: bool,
}

impl Roster {
    /// The nodes that a configuration makes.
    pub fn expected(cluster: &Cluster) -> Self {
        let groups = cluster.partitions.iter().flat_map(|partition| &partition.groups);
        let groups =
            groups.flat_map(|group| NodeKind::ALL.map(|kind| expected(group, kind))).flatten().collect();
        Self { groups, unexpected: Vec::new(), notes: Vec::new() }
    }

    /// The nodes that a configuration makes, and what Slurm says of them.
    pub fn beside(cluster: &Cluster, nodes: &[Node]) -> Self {
        let mut roster = Self::expected(cluster);
        let mut unexpected = Vec::new();
        let mut found: HashMap<(String, String, bool), Vec<&Node>> = HashMap::new();
        for node in nodes {
            match cluster.node(&node.name) {
                Some(known) => {
                    let is_static = known.kind == NodeKind::Static;
                    let key = (known.group.queue.clone(), known.group.resource.clone(), is_static);
                    found.entry(key).or_default().push(node);
                }
                None => unexpected.push(node.name.clone()),
            }
        }
        for group in &mut roster.groups {
            let key = (group.queue.clone(), group.resource.clone(), group.is_static);
            let nodes = found.remove(&key).unwrap_or_default();
            group.missing = group.count.saturating_sub(u64::try_from(nodes.len()).unwrap_or(u64::MAX));
            for node in nodes {
                *group.states.entry(node.state.to_string()).or_default() += 1;
            }
        }
        // Where a file of the user's own adds nodes, those are expected as well.
        if !cluster.is_open {
            roster.unexpected = unexpected;
        }
        roster.notes = notes(nodes);
        roster
    }

    /// The nodes that Slurm has, by partition.
    pub fn of_nodes(nodes: &[Node]) -> Self {
        let mut groups: Vec<RosterGroup> = Vec::new();
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        for node in nodes {
            for partition in &node.partitions {
                if !groups.iter().any(|group| group.queue == *partition) {
                    groups.push(RosterGroup {
                        queue: partition.clone(),
                        resource: String::new(),
                        is_static: false,
                        instance_types: Vec::new(),
                        count: 0,
                        names: String::new(),
                        states: BTreeMap::new(),
                        missing: 0,
                    });
                }
                if let Some(group) = groups.iter_mut().find(|group| group.queue == *partition) {
                    group.count += 1;
                    *group.states.entry(node.state.to_string()).or_default() += 1;
                    names.entry(partition.clone()).or_default().push(node.name.clone());
                }
            }
        }
        for group in &mut groups {
            group.names = compact(names.remove(&group.queue).unwrap_or_default());
        }
        Self { groups, unexpected: Vec::new(), notes: notes(nodes) }
    }

    /// Whether nothing has to be looked at.
    pub fn is_well(&self) -> bool {
        self.unexpected.is_empty()
            && self.groups.iter().all(|group| group.missing == 0)
            && !self.notes.iter().any(|note| note.is_bad)
    }
}

fn expected(group: &NodeGroup, kind: NodeKind) -> Option<RosterGroup> {
    let count = group.count_of(kind);
    let prefix = group.prefix(kind);
    let names = if count == 1 { format!("{prefix}1") } else { format!("{prefix}[1-{count}]") };
    (count > 0).then(|| RosterGroup {
        queue: group.queue.clone(),
        resource: group.resource.clone(),
        is_static: kind == NodeKind::Static,
        instance_types: group.instance_types.clone(),
        count,
        names,
        states: BTreeMap::new(),
        missing: 0,
    })
}

/// What is to be said about nodes, those together of which the same is.
fn notes(nodes: &[Node]) -> Vec<NodeNote> {
    let mut found: Vec<(NodeNote, Vec<String>)> = Vec::new();
    for node in nodes {
        let Some(mut explanation) = explain_node(node) else { continue };
        // The name of the first node stands for all of them.
        explanation.help = explanation.help.map(|help| help.replace(&node.name, "NAME"));
        let (state, is_bad) = (node.state.to_string(), node.state.is_bad());
        let same = |note: &NodeNote| note.state == state && note.explanation == explanation;
        match found.iter_mut().find(|(note, _)| same(note)) {
            Some((_, names)) => names.push(node.name.clone()),
            None => {
                found.push((
                    NodeNote { nodes: String::new(), state, explanation, is_bad },
                    vec![node.name.clone()],
                ));
            }
        }
    }
    let finish = |(note, names): (NodeNote, Vec<String>)| NodeNote { nodes: compact(names), ..note };
    found.into_iter().map(finish).collect()
}

/// Slurm's short form of names that end with numbers.
fn compact(names: Vec<String>) -> String {
    let mut numbers: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut others = Vec::new();
    for name in names {
        let prefix = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = &name[prefix.len()..];
        match digits.parse() {
            Ok(number) if !digits.starts_with('0') => {
                numbers.entry(prefix.to_owned()).or_default().push(number);
            }
            _ => others.push(name),
        }
    }
    let lists = numbers.into_iter().map(|(prefix, mut numbers)| {
        numbers.sort_unstable();
        numbers.dedup();
        let ranges: Vec<String> = numbers
            .chunk_by(|left, right| left + 1 == *right)
            .map(|run| match run {
                [one] => one.to_string(),
                run => format!("{}-{}", run[0], run[run.len() - 1]),
            })
            .collect();
        match (&ranges[..], numbers.len()) {
            ([one], 1) => format!("{prefix}{one}"),
            _ => format!("{prefix}[{}]", ranges.join(",")),
        }
    });
    lists.chain(others).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn names_are_shortened_as_slurm_does() {
        let names = |list: &str| compact(list.split(' ').map(str::to_owned).collect());
        assert_eq!(names("a-1"), "a-1");
        assert_eq!(names("a-2 a-1 a-3 b-7 a-9 head"), "a-[1-3,9],b-7,head");
        assert_eq!(names("a-01 a-0"), "a-01,a-0");
    }
}
