//! What a run ran on: by the log where it tells, else by what the caller knows.

use pcluster_config::facts::{InstanceCatalogue, InstanceFacts};
use serde::Serialize;

use crate::nccl::Run;

/// What the caller knows about runs.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Known<'a> {
    /// The types that nodes may have; empty if the caller does not know.
    pub instance_types: &'a [String],
    /// How many nodes took part, for logs that do not say.
    pub nodes: Option<u32>,
    /// What is known about instance types.
    pub catalogue: &'a dyn InstanceCatalogue,
}

impl<'a> Known<'a> {
    /// Nothing but instance types in general.
    pub fn nothing(catalogue: &'a dyn InstanceCatalogue) -> Self {
        Self { instance_types: &[], nodes: None, catalogue }
    }

    /// Also the types that the nodes of a run may have.
    #[must_use]
    pub fn with_instance_types(self, instance_types: &'a [String]) -> Self {
        Self { instance_types, ..self }
    }

    /// Also how many nodes took part.
    #[must_use]
    pub fn with_nodes(self, nodes: Option<u32>) -> Self {
        Self { nodes, ..self }
    }
}

impl std::fmt::Debug for Known<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known")
            .field("instance_types", &self.instance_types)
            .field("nodes", &self.nodes)
            .finish_non_exhaustive()
    }
}

/// What a run ran on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Setting {
    /// The types that the nodes may have: one if it is known.
    pub instance_types: Vec<String>,
    /// How many nodes took part.
    pub nodes: Option<u32>,
    /// Whether that was reckoned: with a rank on every GPU.
    pub nodes_are_reckoned: bool,
    /// How many ranks took part.
    pub ranks: Option<u32>,
    /// GPUs that took part on each node, where they are equally many.
    pub gpus_per_node: Option<u32>,
}

impl Setting {
    /// What a run ran on.
    pub(super) fn of(run: &Run, known: &Known<'_>) -> Self {
        let instance_types = types(run, known);
        let ranks = run.ranks();
        let told = run.nodes().or(known.nodes);
        let nodes = told.or_else(|| full_nodes(&instance_types, ranks?, known.catalogue));
        let gpus_per_node = match (ranks, nodes) {
            (Some(ranks), Some(nodes)) if nodes > 0 && ranks % nodes == 0 => Some(ranks / nodes),
            _ => None,
        };
        Self { instance_types, nodes, nodes_are_reckoned: nodes != told, ranks, gpus_per_node }
    }

    /// The type, if it is known.
    pub fn instance_type(&self) -> Option<&str> {
        match self.instance_types.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// What is known about each type that the nodes may have.
    pub(super) fn facts(&self, catalogue: &dyn InstanceCatalogue) -> Vec<InstanceFacts> {
        self.instance_types.iter().filter_map(|name| catalogue.instance(name)).collect()
    }
}

/// How many nodes it takes to have so many ranks, one on every GPU.
fn full_nodes(instance_types: &[String], ranks: u32, catalogue: &dyn InstanceCatalogue) -> Option<u32> {
    let [only] = instance_types else { return None };
    let gpus = catalogue.instance(only)?.gpu_count;
    (gpus > 0 && ranks.is_multiple_of(gpus)).then(|| ranks / gpus)
}

/// The types that the nodes may have.
fn types(run: &Run, known: &Known<'_>) -> Vec<String> {
    if let [only] = known.instance_types {
        return vec![only.clone()];
    }
    let platform =
        run.network.platform.as_deref().filter(|platform| known.catalogue.instance(platform).is_some());
    if let Some(platform) = platform {
        return vec![platform.to_owned()];
    }
    let mut gpus = run.devices.gpus.keys();
    let (Some(gpu), None) = (gpus.next(), gpus.next()) else { return known.instance_types.to_vec() };
    let names =
        if known.instance_types.is_empty() { known.catalogue.names() } else { known.instance_types.to_vec() };
    let busiest = run.devices.hosts.values().copied().max().unwrap_or(1);
    let mut found: Vec<InstanceFacts> = names
        .iter()
        .filter_map(|name| known.catalogue.instance(name))
        .filter(|facts| is_gpu_of(gpu, facts) && facts.gpu_count >= busiest)
        .collect();
    narrow(&mut found, |facts| gpu.contains(&format!("{}GB", (facts.gpu_memory_mib + 512) / 1024)));
    let cards = run.network.providers.get("efa").copied().flatten();
    narrow(&mut found, |facts| cards.is_some_and(|cards| facts.efa_interfaces == cards));
    if found.is_empty() {
        return known.instance_types.to_vec();
    }
    found.into_iter().map(|facts| facts.instance_type.into_owned()).collect()
}

/// Keeps those that fit, if there are any.
fn narrow(found: &mut Vec<InstanceFacts>, fits: impl Fn(&InstanceFacts) -> bool) {
    if found.iter().any(&fits) {
        found.retain(fits);
    }
}

/// Whether CUDA's name of a GPU, such as `NVIDIA A100-SXM4-40GB`, is that of a type's GPUs.
pub(super) fn is_gpu_of(name: &str, facts: &InstanceFacts) -> bool {
    let gpu = facts.gpu_name.as_deref().unwrap_or_default();
    !gpu.is_empty() && name.split([' ', '-']).any(|word| word.eq_ignore_ascii_case(gpu))
}

#[cfg(test)]
mod tests {
    use pcluster_config::facts::EmbeddedCatalogue;

    use super::{Known, Setting};
    use crate::nccl::Run;

    fn on(gpu: &str, ranks: u32, cards: Option<u32>) -> Vec<String> {
        let mut run = Run::default();
        run.devices.gpus.insert(gpu.to_owned(), ranks * 2);
        run.devices.hosts.extend([("a".to_owned(), ranks), ("b".to_owned(), ranks)]);
        run.devices.ranks = ranks * 2;
        run.network.providers.insert("efa".to_owned(), cards);
        Setting::of(&run, &Known::nothing(&EmbeddedCatalogue)).instance_types
    }

    #[test]
    fn the_type_is_known_by_its_gpus_and_network_cards() {
        assert_eq!(on("NVIDIA H100 80GB HBM3", 8, None), ["p5.48xlarge"]);
        assert_eq!(on("NVIDIA A100-SXM4-40GB", 8, None), ["p4d.24xlarge"]);
        assert_eq!(on("NVIDIA A100-SXM4-80GB", 8, None), ["p4de.24xlarge"]);
        assert_eq!(on("NVIDIA H200", 8, None), ["p5e.48xlarge", "p5en.48xlarge"]);
        assert_eq!(on("NVIDIA H200", 8, Some(16)), ["p5en.48xlarge"]);
        assert_eq!(on("NVIDIA B200", 8, None), ["p6-b200.48xlarge"]);
        assert!(on("Radeon", 8, None).is_empty());
    }
}
