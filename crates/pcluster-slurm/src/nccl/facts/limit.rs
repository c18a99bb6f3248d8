//! What the network of a node can carry.

use pcluster_config::facts::InstanceCatalogue;
use serde::{Deserialize, Serialize};

use super::data;

/// A limit that is documented for a type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Known {
    instance_type: String,
    gbps: f64,
    cards: String,
    source: String,
}

/// What the network cards of a node carry together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Limit {
    /// GB/s in one direction.
    pub gbps: f64,
    /// The arithmetic behind it.
    pub cards: String,
    /// Where it comes from.
    pub source: String,
}

impl Known {
    fn limit(&self) -> Limit {
        Limit { gbps: self.gbps, cards: self.cards.clone(), source: self.source.clone() }
    }
}

/// The limits that are documented for types, by their names.
pub fn limits() -> impl Iterator<Item = (&'static str, Limit)> {
    data().limit.iter().map(|known| (known.instance_type.as_str(), known.limit()))
}

/// The limit of a type, if it has EFA.
pub fn limit(instance_type: &str, catalogue: &dyn InstanceCatalogue) -> Option<Limit> {
    if let Some(known) = data().limit.iter().find(|known| known.instance_type == instance_type) {
        return Some(known.limit());
    }
    let facts = catalogue.instance(instance_type).filter(|facts| facts.efa_interfaces > 0)?;
    (facts.network_gbps > 0.0).then(|| Limit {
        gbps: facts.network_gbps / 8.0,
        cards: format!("{} Gbit/s", facts.network_gbps),
        source: "EC2's DescribeInstanceTypes".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use pcluster_config::facts::EmbeddedCatalogue;

    use super::limit;

    #[test]
    fn limits_are_those_of_the_network_cards() {
        for (instance_type, gbps) in [
            ("p4d.24xlarge", 50.0),
            ("p5.48xlarge", 400.0),
            ("p6-b200.48xlarge", 400.0),
            ("g5.48xlarge", 12.5),
        ] {
            assert!(
                (limit(instance_type, &EmbeddedCatalogue).unwrap().gbps - gbps).abs() < 1e-9,
                "{instance_type}"
            );
        }
        assert!(limit("g5.xlarge", &EmbeddedCatalogue).is_none());
        assert!(limit("x9.large", &EmbeddedCatalogue).is_none());
    }
}
