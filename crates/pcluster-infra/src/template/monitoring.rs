//! The kinds of monitoring that the prerequisites stack can have.

use std::fmt;
use std::str::FromStr;

/// What watches over the clusters, and outlives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Monitoring {
    /// Nothing.
    #[default]
    None,
    /// An instance with Prometheus and Grafana behind a load balancer.
    SelfHosting,
    /// A workspace of Amazon Managed Service for Prometheus.
    Amp,
    /// The same, and a workspace of Amazon Managed Grafana.
    #[serde(rename = "amp+amg")]
    AmpAmg,
}

/// A word that is no kind of monitoring.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no monitoring `{0}`: it is none, self-hosting, amp or amp+amg")]
pub struct UnknownMonitoring(String);

impl Monitoring {
    /// All of them, the simplest first.
    pub const ALL: [Self; 4] = [Self::None, Self::SelfHosting, Self::Amp, Self::AmpAmg];

    /// The word for it, which is also the value of the parameter `MonitoringType`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SelfHosting => "self-hosting",
            Self::Amp => "amp",
            Self::AmpAmg => "amp+amg",
        }
    }

    /// What is added to the template.
    pub(super) fn fragments(self) -> &'static [&'static str] {
        match self {
            Self::None => &[include_str!("../../templates/monitoring/none.yaml")],
            Self::SelfHosting => &[include_str!("../../templates/monitoring/self-hosting.yaml")],
            Self::Amp => &[
                include_str!("../../templates/monitoring/amp.yaml"),
                include_str!("../../templates/monitoring/managed-prometheus.yaml"),
            ],
            Self::AmpAmg => &[
                include_str!("../../templates/monitoring/amp+amg.yaml"),
                include_str!("../../templates/monitoring/managed-prometheus.yaml"),
                include_str!("../../templates/monitoring/managed-grafana.yaml"),
            ],
        }
    }
}

impl fmt::Display for Monitoring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Monitoring {
    type Err = UnknownMonitoring;

    /// Also knows `amp-only`, another word for `amp`.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word = if word == "amp-only" { "amp" } else { word };
        Self::ALL
            .into_iter()
            .find(|monitoring| monitoring.name() == word)
            .ok_or_else(|| UnknownMonitoring(word.to_owned()))
    }
}
