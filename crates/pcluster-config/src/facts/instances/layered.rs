//! Catalogues of one's own.

use std::collections::{BTreeMap, BTreeSet};

use super::{InstanceCatalogue, InstanceFacts};

/// The types by their names; it has no date.
impl InstanceCatalogue for BTreeMap<String, InstanceFacts> {
    fn instance(&self, instance_type: &str) -> Option<InstanceFacts> {
        self.get(instance_type).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}

/// A catalogue over another one: what the upper one knows wins.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue, InstanceFacts, LayeredCatalogue};
///
/// let mut p9 = InstanceFacts::new("p9.48xlarge");
/// p9.gpu_count = 8;
/// let own = BTreeMap::from([("p9.48xlarge".to_owned(), p9)]);
/// let catalogue = LayeredCatalogue::new(&own, &EmbeddedCatalogue);
/// assert!(catalogue.instance("p9.48xlarge").is_some() && catalogue.instance("p5.48xlarge").is_some());
/// ```
#[derive(Clone, Copy)]
pub struct LayeredCatalogue<'a> {
    upper: &'a dyn InstanceCatalogue,
    lower: &'a dyn InstanceCatalogue,
}

impl<'a> LayeredCatalogue<'a> {
    /// Lays a catalogue over another one.
    pub fn new(upper: &'a dyn InstanceCatalogue, lower: &'a dyn InstanceCatalogue) -> Self {
        Self { upper, lower }
    }
}

impl InstanceCatalogue for LayeredCatalogue<'_> {
    fn instance(&self, instance_type: &str) -> Option<InstanceFacts> {
        self.upper.instance(instance_type).or_else(|| self.lower.instance(instance_type))
    }

    fn names(&self) -> Vec<String> {
        let names: BTreeSet<String> = self.upper.names().into_iter().chain(self.lower.names()).collect();
        names.into_iter().collect()
    }

    fn offered(&self, instance_type: &str, region: &str) -> Option<bool> {
        self.upper.offered(instance_type, region).or_else(|| self.lower.offered(instance_type, region))
    }

    /// That of the lower one if it has one: the upper one may hold a few types only, and then its date says nothing
    /// about a type that is missing.
    fn date(&self) -> Option<&str> {
        self.lower.date().or_else(|| self.upper.date())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::LayeredCatalogue;
    use crate::facts::{EmbeddedCatalogue, InstanceCatalogue, InstanceFacts};

    #[test]
    fn the_upper_layer_wins_and_the_lower_one_shines_through() {
        let mut own = BTreeMap::new();
        for name in ["p9.48xlarge", "p5.48xlarge"] {
            let mut facts = InstanceFacts::new(name);
            facts.gpu_count = 99;
            own.insert(name.to_owned(), facts);
        }
        let catalogue = LayeredCatalogue::new(&own, &EmbeddedCatalogue);
        let gpus = |name: &str| catalogue.instance(name).map(|facts| facts.gpu_count);
        assert_eq!(gpus("p9.48xlarge"), Some(99));
        assert_eq!(gpus("p5.48xlarge"), Some(99));
        assert_eq!(gpus("p4d.24xlarge"), Some(8));
        assert_eq!(gpus("p9.49xlarge"), None);
        assert_eq!(catalogue.names().len(), EmbeddedCatalogue.names().len() + 1);
        assert!(catalogue.names().is_sorted());
        assert_eq!(catalogue.date(), EmbeddedCatalogue.date());
        assert_eq!(catalogue.nearest("p9.49xlarge")[0], "p9.48xlarge");
        assert_eq!(LayeredCatalogue::new(&EmbeddedCatalogue, &own).date(), EmbeddedCatalogue.date());
    }
}
