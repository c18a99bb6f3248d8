//! The rules that this program knows.

use pcluster_config::rules::Rulebook;
use pcluster_slurm::rules::RULEBOOK;
#[cfg(feature = "aws")]
use pcluster_slurm::rules::RULES;

/// The rules about files that are checked with settings, comments and baselines, which may name them.
pub(crate) const CHECKED: Rulebook = RULEBOOK;

/// All that can be listed and explained, also what is found in the values of a stack, which nothing can hide.
#[cfg(feature = "aws")]
pub(crate) const EVERYTHING: Rulebook = Rulebook::new(&[RULES, pcluster_infra::parameters::RULES]);

/// All that can be listed and explained.
#[cfg(not(feature = "aws"))]
pub(crate) const EVERYTHING: Rulebook = CHECKED;
