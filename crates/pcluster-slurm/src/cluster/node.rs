//! Names of nodes.

use super::{Cluster, NodeGroup, Partition};
use crate::script::value::Hosts;

/// Slurm has no more.
const MOST_NODES: usize = 65_536;

/// Whether a node stays up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// It stays up: `st` in its name.
    Static,
    /// It comes and goes: `dy` in its name.
    Dynamic,
}

impl NodeKind {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Static, Self::Dynamic];

    /// What stands in names between the queue and the compute resource.
    fn infix(self) -> &'static str {
        match self {
            Self::Static => "-st-",
            Self::Dynamic => "-dy-",
        }
    }

    /// The feature that the nodes of this kind have.
    pub fn feature(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Dynamic => "dynamic",
        }
    }
}

/// A node of a cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Node<'c> {
    /// The partition that it is in.
    pub partition: &'c Partition,
    /// The nodes that are like it.
    pub group: &'c NodeGroup,
    /// Whether it stays up.
    pub kind: NodeKind,
    /// Its number, from 1.
    pub number: u64,
}

impl Cluster {
    /// The node of a name; `None` where no compute resource has it.
    ///
    /// ```
    /// # use pcluster_config::facts::EmbeddedCatalogue;
    /// # use pcluster_config::{Options, check_bytes};
    /// # use pcluster_slurm::cluster::{Cluster, NodeKind};
    /// # let text = include_bytes!("../../../../fixtures/clusters/p5-capacity-block.yaml");
    /// # let config = check_bytes("cluster.yaml", text, &Options::default()).into_validated().unwrap();
    /// let cluster = Cluster::new(&config, &EmbeddedCatalogue);
    /// let group = &cluster.partitions[0].groups[0];
    /// let name = format!("{}1", group.static_prefix());
    /// assert_eq!(cluster.node(&name).unwrap().kind, NodeKind::Static);
    /// assert_eq!(cluster.node("somewhere-else"), None);
    /// ```
    pub fn node(&self, name: &str) -> Option<Node<'_>> {
        let groups = self
            .partitions
            .iter()
            .flat_map(|partition| partition.groups.iter().map(move |group| (partition, group)));
        groups.into_iter().find_map(|(partition, group)| {
            // Names are many, and prefixes are not made for each of them.
            let rest = name.strip_prefix(group.queue.as_str())?;
            NodeKind::ALL.into_iter().find_map(|kind| {
                let rest = rest.strip_prefix(kind.infix())?.strip_prefix(group.resource.as_str())?;
                let number = number(rest.strip_prefix('-')?)?;
                (1..=group.count_of(kind)).contains(&number).then_some(Node {
                    partition,
                    group,
                    kind,
                    number,
                })
            })
        })
    }

    /// The nodes of a list, each with its name; `None` beside those that the cluster does not have. Of longer lists than
    /// Slurm has nodes, 65,536, the rest is left out.
    pub fn nodes(&self, hosts: &Hosts) -> Vec<(String, Option<Node<'_>>)> {
        let node = |name: String| {
            let node = self.node(&name);
            (name, node)
        };
        hosts.names().take(MOST_NODES).map(node).collect()
    }
}

/// The number of a node: Slurm has names, so that `01` is another one.
fn number(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}
