//! What is known about ParallelCluster and EC2 besides the model.

mod instances;
mod release;
mod settings_facts;
mod slurm_parameters;
mod update_policy;
mod zones;

pub use instances::{
    Architecture, Architectures, EmbeddedCatalogue, Hypervisor, InstanceCatalogue, InstanceFacts,
    LayeredCatalogue, PlacementStrategies, PlacementStrategy, UnknownWord, UsageClass, UsageClasses, Word,
    WordSet, regions,
};
pub(crate) use release::RuleFacts;
pub use release::{Release, UnknownRelease};
pub(crate) use slurm_parameters::{SlurmLine, SlurmValue};
pub use update_policy::UpdatePolicy;
pub use zones::{UnknownZones, ZoneMap};
