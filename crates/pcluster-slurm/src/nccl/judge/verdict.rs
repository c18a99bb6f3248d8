//! The verdict on a run, in a word and in a sentence.

use serde::Serialize;

use super::bandwidth::{Point, Speed};
use super::{Known, Setting};
use crate::nccl::{Run, Size};

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// As fast as it should be.
    Good,
    /// Nothing to judge it by.
    Unknown,
    /// Slower than it should be.
    Slow,
    /// What went between nodes did not go over EFA.
    NotOnEfa,
    /// Values came back wrong.
    Wrong,
    /// It did not come to its end, or did not measure what was meant.
    Failed,
}

impl Verdict {
    pub(super) fn of(run: &Run, beside_efa: bool, speed: &Speed) -> Self {
        let ended_badly = !run.concluded && !run.failures.is_empty();
        let hangs = run.rows.is_empty() && run.network.unresponsive_receiver.is_some();
        if run.separate_processes > 1 || ended_badly || hangs {
            Self::Failed
        } else if run.wrong() > 0 {
            Self::Wrong
        } else if beside_efa {
            Self::NotOnEfa
        } else {
            match speed {
                Speed::Good(_) => Self::Good,
                Speed::Slow(_) => Self::Slow,
                Speed::Open(_) => Self::Unknown,
            }
        }
    }

    /// Whether nothing is wrong, as far as can be said.
    pub fn is_well(self) -> bool {
        matches!(self, Self::Good | Self::Unknown)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unknown => "not judged",
            Self::Slow => "slow",
            Self::NotOnEfa => "not on EFA",
            Self::Wrong => "wrong results",
            Self::Failed => "failed",
        }
    }
}

/// What carried data between nodes instead of EFA: a network of NCCL, or a provider of Libfabric.
pub(super) fn beside_efa(run: &Run, setting: &Setting, known: &Known<'_>) -> Option<String> {
    let facts = setting.facts(known.catalogue);
    let has_none = !facts.is_empty() && facts.iter().all(|facts| facts.efa_interfaces == 0);
    let network = &run.network;
    let channels = network.channels_with_gpu_direct + network.channels_without_gpu_direct;
    let several = setting.nodes.map_or(channels > 0, |nodes| nodes > 1);
    if has_none || !several {
        return None;
    }
    let provider = network.providers.keys().find(|name| name.as_str() != "efa");
    let other = network.networks.keys().find(|name| name.as_str() != "Libfabric");
    other
        .map(|name| format!("NCCL's network {name}"))
        .or_else(|| provider.map(|name| format!("Libfabric's provider {name}")))
}

/// The verdict in a sentence.
pub(super) fn summary(
    verdict: Verdict,
    run: &Run,
    beside_efa: Option<&str>,
    speed: &Speed,
    points: &[Point],
) -> String {
    let (Speed::Good(speed) | Speed::Slow(speed) | Speed::Open(speed)) = speed;
    let largest = points.last().map(|point| format!("{:.1} GB/s at {}", point.bus_gbps, Size(point.size)));
    match verdict {
        Verdict::Good | Verdict::Slow | Verdict::Unknown => speed.clone(),
        Verdict::NotOnEfa => {
            let carrier =
                format!("{} carries what goes between nodes", beside_efa.unwrap_or("another network"));
            match largest {
                Some(_) if speed.contains("GB/s") => format!("{carrier}: {speed}"),
                Some(largest) => format!("{carrier}: {largest}"),
                None => carrier,
            }
        }
        Verdict::Wrong => {
            let bad = |row: &&crate::nccl::Row| {
                [&row.out_of_place, &row.in_place]
                    .into_iter()
                    .flatten()
                    .any(|measure| measure.wrong.unwrap_or(0) > 0)
            };
            let rows = run.rows.iter().filter(bad).count();
            format!(
                "{} came back wrong, in {rows} of {} sizes",
                counted(run.wrong(), "value"),
                run.rows.len()
            )
        }
        Verdict::Failed if run.separate_processes > 1 => {
            format!(
                "{} processes measured alone, each with one rank, instead of together",
                run.separate_processes
            )
        }
        Verdict::Failed => {
            let after = match largest {
                Some(largest) => format!("it broke off after {largest}"),
                None => "nothing was measured".to_owned(),
            };
            let first = run.failures.iter().min_by_key(|failure| failure.kind);
            match (first, &run.network.unresponsive_receiver) {
                (Some(failure), _) => format!("{after}: {}", failure.message),
                (None, Some(message)) => format!("{after}: {message}"),
                (None, None) => after,
            }
        }
    }
}

/// `1 value`, `2 values`.
pub(super) fn counted(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
