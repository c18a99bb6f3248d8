//! EC2 instance types: what is embedded, and what a user lays over it.

mod described;
mod embedded;
mod instance_facts;
mod layered;
mod nearest;
mod regions;
mod vocabulary;

pub use embedded::EmbeddedCatalogue;
pub use instance_facts::InstanceFacts;
pub use layered::LayeredCatalogue;
pub use regions::regions;
pub use vocabulary::{
    Architecture, Architectures, Hypervisor, PlacementStrategies, PlacementStrategy, UnknownWord, UsageClass,
    UsageClasses, Word, WordSet,
};

/// Instance types by their names.
pub trait InstanceCatalogue: Sync {
    /// What is known about a type; its name has to be exact.
    fn instance(&self, instance_type: &str) -> Option<InstanceFacts>;

    /// The names of all types, sorted by their bytes.
    fn names(&self) -> Vec<String>;

    /// The ISO date at which it was made: younger types cannot be in it.
    fn date(&self) -> Option<&str> {
        None
    }

    /// Whether EC2 offers a type in a region; `None` where nothing is known about the type or the region.
    fn offered(&self, _instance_type: &str, _region: &str) -> Option<bool> {
        None
    }

    /// Names like that of a type that is not known, three at most, the best first: another size of the same family, or
    /// a slip of the keyboard apart.
    fn nearest(&self, instance_type: &str) -> Vec<String> {
        nearest::nearest(instance_type, self.names())
    }
}
