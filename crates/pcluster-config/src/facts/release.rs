//! The releases of ParallelCluster and what each of them accepts.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use serde::Deserialize;

use super::settings_facts::{ChefFacts, DesktopFacts, SlurmSettingsFacts};
use crate::kind::ConfigKind;
use crate::model::cluster::Os;

macro_rules! releases {
    ($($version:literal),+ $(,)?) => {
        const SOURCES: &[(&str, &str)] =
            &[$(($version, include_str!(concat!("../../data/releases/", $version, ".toml")))),+];
        static FACTS: [OnceLock<ReleaseFacts>; SOURCES.len()] = [const { OnceLock::new() }; SOURCES.len()];
    };
}

// In order: the last one is the newest.
releases!["3.13.0", "3.13.1", "3.13.2", "3.14.0", "3.14.1", "3.14.2", "3.15.0", "3.15.1", "3.16.0", "3.16.1"];

/// A release of ParallelCluster.
///
/// ```
/// use pcluster_config::facts::Release;
///
/// let release: Release = "3.14.0".parse().unwrap();
/// assert!(release < Release::newest());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Release(usize);

/// The text names no release that is known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a known ParallelCluster release: the known ones are {}", list())]
pub struct UnknownRelease {
    name: String,
}

impl Release {
    /// The newest release that is known.
    pub const fn newest() -> Self {
        Self(SOURCES.len() - 1)
    }

    /// All releases, the oldest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..SOURCES.len()).map(Self)
    }

    /// Its number, such as `3.16.1`.
    pub fn as_str(self) -> &'static str {
        SOURCES[self.0].0
    }

    /// How many there are.
    pub(crate) const COUNT: usize = SOURCES.len();

    /// Its place among the releases, the oldest is 0.
    pub(crate) fn index(self) -> usize {
        self.0
    }

    /// What it accepts.
    pub(crate) fn facts(self) -> &'static ReleaseFacts {
        FACTS[self.0].get_or_init(|| {
            // A test reads every one of these files.
            toml::from_str(SOURCES[self.0].1).unwrap_or_default()
        })
    }
}

impl Default for Release {
    fn default() -> Self {
        Self::newest()
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Release {
    type Err = UnknownRelease;

    fn from_str(name: &str) -> Result<Self, UnknownRelease> {
        let name = name.strip_prefix('v').unwrap_or(name);
        SOURCES
            .iter()
            .position(|(version, _)| *version == name)
            .map(Self)
            .ok_or_else(|| UnknownRelease { name: name.to_owned() })
    }
}

fn list() -> String {
    SOURCES.iter().map(|(version, _)| *version).collect::<Vec<_>>().join(", ")
}

/// What a release accepts, as far as releases differ; a file of `data/releases`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseFacts {
    /// Its number.
    version: String,
    cluster: KindFacts,
    image: KindFacts,
    /// What it checks besides single keys.
    #[serde(default)]
    pub(crate) rules: RuleFacts,
}

/// What differs between releases in what they check besides single keys.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFacts {
    /// Official validators of other releases that it does not have.
    #[serde(default)]
    pub(crate) absent_validators: Vec<String>,
    /// What it knows about instance types.
    #[serde(default)]
    pub(crate) instances: InstanceRules,
    /// Parameters of Slurm that ParallelCluster keeps for itself.
    #[serde(default)]
    pub(crate) slurm_settings: SlurmSettingsFacts,
    /// What a remote desktop needs.
    #[serde(default)]
    pub(crate) desktop: DesktopFacts,
    /// Attributes for the cookbook that are looked at.
    #[serde(default)]
    pub(crate) chef_attributes: ChefFacts,
}

/// What differs between releases in what they know about instance types.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct InstanceRules {
    /// Operating systems that the images of instance types cannot have, by how the names of the types start.
    pub(crate) unsupported_os: BTreeMap<String, Vec<Os>>,
    /// Whether the instance types of a compute resource are compared in their EFA interfaces.
    pub(crate) compares_efa_interfaces: bool,
    /// Whether EFA gets an interface of its own beside the first one on a single network card.
    pub(crate) efa_interface_apart: bool,
}

/// What a release accepts in one kind of configuration. Keys are named by their path pattern.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindFacts {
    /// Keys of the model that it does not know, with all below them.
    pub(crate) absent: Vec<String>,
    /// Keys that it requires although the model does not.
    #[serde(default)]
    pub(crate) required: Vec<String>,
    /// What it accepts where the model accepts more.
    #[serde(default)]
    pub(crate) choices: BTreeMap<String, Vec<String>>,
    /// The greatest number where the model accepts greater ones.
    #[serde(default)]
    pub(crate) maximum: BTreeMap<String, i64>,
}

impl ReleaseFacts {
    /// The facts about one kind of configuration.
    pub(crate) fn of(&self, kind: ConfigKind) -> &KindFacts {
        debug_assert!(!self.version.is_empty());
        match kind {
            ConfigKind::Cluster => &self.cluster,
            ConfigKind::Image => &self.image,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ReleaseFacts, SOURCES};

    #[test]
    fn every_release_file_is_whole_and_says_its_own_version() {
        for (version, source) in SOURCES {
            let facts: ReleaseFacts = toml::from_str(source).unwrap();
            assert_eq!(facts.version, *version);
            assert!(!facts.cluster.choices.is_empty(), "{version}");
        }
    }
}
