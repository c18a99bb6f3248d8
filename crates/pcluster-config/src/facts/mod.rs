//! What is known about ParallelCluster and EC2 besides the model.

mod instances;
mod release;
mod update_policy;

pub use instances::{
    Architecture, Architectures, EmbeddedCatalogue, Hypervisor, InstanceCatalogue, InstanceFacts,
    LayeredCatalogue, PlacementStrategies, PlacementStrategy, UnknownWord, UsageClass, UsageClasses, Word,
    WordSet,
};
pub use release::{Release, UnknownRelease};
pub use update_policy::UpdatePolicy;
