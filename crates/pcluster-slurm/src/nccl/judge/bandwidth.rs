//! Whether a run is fast enough.
//!
//! Small sizes say how long a message takes, not how much goes through: nothing below 128 MiB, the smallest size that
//! figures are published for, is judged.

use std::fmt::Write;

use serde::Serialize;

use super::{Setting, Yardstick};
use crate::nccl::{Run, Size};

/// The share of a published figure that is good: the tolerance of nccl-tests itself, which accepts a mean bandwidth of
/// 0.9 times what `NCCL_TESTS_MIN_BW` wants. Published figures of the same network (p5 and p5e) are up to 9 % apart, too.
pub const GOOD_SHARE_OF_REFERENCE: f64 = 0.9;

/// The share of the network cards' limit that is good where nothing is published: 0.9, as above, of the lowest share that
/// a published measurement over the network alone reached at 1 GiB or more, 45.7 of 50 GB/s.
pub const GOOD_SHARE_OF_LIMIT: f64 = 0.82;

/// The lowest share of the limit that AWS's own test of ParallelCluster accepts at 1 GiB: 26 of 50 GB/s.
pub const ACCEPTED_SHARE_OF_LIMIT: f64 = 0.52;

/// Clocks and rounding can make a little more than everything.
pub(super) const TOLERANCE: f64 = 1.02;

/// Smaller sizes are not judged.
const SMALLEST_JUDGED: u64 = 128 << 20;

/// From this size on the limit alone may be judged by at all.
const SMALLEST_BY_LIMIT: u64 = 1 << 30;

/// From this size on what is not good by the limit is slow: published figures grow by less than 5 % beyond it.
const SATURATED: u64 = 4 << 30;

/// A size, what was measured, and what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Point {
    /// Bytes.
    pub size: u64,
    /// What was measured, GB/s.
    pub bus_gbps: f64,
    /// What others measured, GB/s.
    pub reference_gbps: Option<f64>,
    /// The share of it.
    pub of_reference: Option<f64>,
    /// The share of what the network cards carry.
    pub of_limit: Option<f64>,
}

/// The points of a run, by size. Of several rows of a size, the fastest counts: the first ones may be of a cold network.
pub(super) fn points(run: &Run, yardstick: &Yardstick) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for row in &run.rows {
        let Some(measure) = row.measure() else { continue };
        let bus_gbps = measure.bus_gbps;
        let reference_gbps = yardstick.reference_at(row.size);
        points.push(Point {
            size: row.size,
            bus_gbps,
            reference_gbps,
            of_reference: reference_gbps.map(|reference| bus_gbps / reference),
            of_limit: yardstick.limit().map(|limit| bus_gbps / limit.gbps),
        });
    }
    points.sort_by(|a, b| a.size.cmp(&b.size).then(b.bus_gbps.total_cmp(&a.bus_gbps)));
    points.dedup_by_key(|point| point.size);
    points
}

/// How fast a run is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Speed {
    /// Fast enough, in words.
    Good(String),
    /// Too slow, in words.
    Slow(String),
    /// Not to be said, and why.
    Open(String),
}

impl Speed {
    /// How fast a run is.
    pub(super) fn of(run: &Run, setting: &Setting, yardstick: &Yardstick, points: &[Point]) -> Self {
        if let Some(words) = impossible(setting, yardstick, points) {
            return Self::Open(words);
        }
        if run.below_own_minimum {
            return Self::Slow("the mean is below 0.9 of what NCCL_TESTS_MIN_BW wanted".to_owned());
        }
        let by_reference = Self::by_reference(yardstick, points);
        match by_reference.or_else(|| Self::by_limit(yardstick, points)) {
            Some(speed) => speed,
            None => Self::Open(match yardstick {
                Yardstick::None { reason } => reason.clone(),
                _ => no_size(yardstick, points),
            }),
        }
    }

    fn by_reference(yardstick: &Yardstick, points: &[Point]) -> Option<Self> {
        let Yardstick::Reference { instance_type, nodes, .. } = yardstick else { return None };
        let judged: Vec<&Point> = points.iter().filter(|point| point.size >= SMALLEST_JUDGED).collect();
        let mut shares: Vec<f64> = judged.iter().filter_map(|point| point.of_reference).collect();
        let largest = judged.iter().rev().find(|point| point.of_reference.is_some())?;
        let (share, reference) = (largest.of_reference?, largest.reference_gbps?);
        let sizes = shares.len();
        let median = median(&mut shares)?;
        let mut words = format!(
            "{:.1} GB/s at {}, {} of the {} GB/s that are published for {nodes} x {instance_type}",
            largest.bus_gbps,
            Size(largest.size),
            percent(share),
            (reference * 10.0).round() / 10.0,
        );
        if sizes > 1 && (share < GOOD_SHARE_OF_REFERENCE) != (median < GOOD_SHARE_OF_REFERENCE) {
            let _ = write!(words, ", and {} in the median of {sizes} sizes from 128 MiB", percent(median));
        }
        let good = share >= GOOD_SHARE_OF_REFERENCE && median >= GOOD_SHARE_OF_REFERENCE;
        Some(if good { Self::Good(words) } else { Self::Slow(words) })
    }

    fn by_limit(yardstick: &Yardstick, points: &[Point]) -> Option<Self> {
        let limit = yardstick.limit()?;
        let largest = points.iter().rev().find(|point| point.size >= SMALLEST_BY_LIMIT)?;
        let share = largest.of_limit?;
        let words = format!(
            "{:.1} GB/s at {}, {} of the {} GB/s that the network cards of a node carry ({})",
            largest.bus_gbps,
            Size(largest.size),
            percent(share),
            limit.gbps,
            limit.cards,
        );
        Some(if share >= GOOD_SHARE_OF_LIMIT {
            Self::Good(words)
        } else if share < ACCEPTED_SHARE_OF_LIMIT || largest.size >= SATURATED {
            Self::Slow(words)
        } else {
            Self::Open(format!("{words}, which larger sizes have to decide: run it up to 16 GiB"))
        })
    }
}

/// The most that can be measured: in an all-reduce of S bytes over N nodes, every node sends at least 2 S (N-1)/N bytes,
/// however much is reduced inside the nodes first. On 2 nodes that is nearly twice what the network cards carry.
pub(super) fn most_possible(setting: &Setting, yardstick: &Yardstick) -> Option<f64> {
    let (nodes, ranks) =
        setting.nodes.zip(setting.ranks).filter(|(nodes, ranks)| *nodes > 1 && ranks >= nodes)?;
    let (nodes, ranks) = (f64::from(nodes), f64::from(ranks));
    Some(yardstick.limit()?.gbps * (nodes / (nodes - 1.0)) * ((ranks - 1.0) / ranks))
}

/// Why figures cannot be those of the type and the number of nodes that are known.
fn impossible(setting: &Setting, yardstick: &Yardstick, points: &[Point]) -> Option<String> {
    let most = most_possible(setting, yardstick)?;
    let fastest = points.iter().max_by(|a, b| a.bus_gbps.total_cmp(&b.bus_gbps))?;
    (fastest.bus_gbps > most * TOLERANCE).then(|| {
        format!(
            "{:.1} GB/s at {} is more than the {most:.1} GB/s that {} x {} can reach: the type or the number of nodes is not \
             right",
            fastest.bus_gbps,
            Size(fastest.size),
            setting.nodes.unwrap_or_default(),
            setting.instance_types.join(" or "),
        )
    })
}

fn no_size(yardstick: &Yardstick, points: &[Point]) -> String {
    let largest = points.last().map_or_else(|| "none".to_owned(), |point| Size(point.size).to_string());
    let wanted = match yardstick {
        Yardstick::Reference { .. } => "figures are published from 128 MiB on",
        _ => "the limit of the network cards can be judged by from 1 GiB on",
    };
    format!("{largest} is the largest size that was measured; {wanted}: run it up to 16 GiB")
}

/// The middle of several numbers.
pub(in crate::nccl) fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    Some(if numbers.len().is_multiple_of(2) { f64::midpoint(numbers[middle - 1], upper) } else { upper })
}

/// A share in words. What is not quite all is never called all.
pub(in crate::nccl) fn percent(share: f64) -> String {
    let whole = (share * 100.0).floor();
    if whole < 1.0 && share > 0.0 { "less than 1 %".to_owned() } else { format!("{whole:.0} %") }
}

#[cfg(test)]
mod tests {
    use super::{ACCEPTED_SHARE_OF_LIMIT, GOOD_SHARE_OF_LIMIT, GOOD_SHARE_OF_REFERENCE, median, percent};
    use crate::nccl::facts::{Algorithm, Use, limit, references};
    use pcluster_config::facts::EmbeddedCatalogue;

    #[test]
    fn the_shares_follow_from_the_figures() {
        let mut lowest = f64::MAX;
        let mut accepted = f64::MAX;
        for series in references() {
            let Some(limit) = limit(&series.instance_type, &EmbeddedCatalogue) else { continue };
            let alone = series.algorithm == Algorithm::Ring || series.nodes >= 4;
            for (_, gbps) in series.points().into_iter().filter(|(size, _)| *size >= 1 << 30 && alone) {
                let share = gbps / limit.gbps;
                match series.r#use {
                    Use::Judge => lowest = lowest.min(share),
                    _ if series.id.ends_with("-accepted") => accepted = accepted.min(share),
                    Use::Context => {}
                }
            }
        }
        assert!((lowest * GOOD_SHARE_OF_REFERENCE - GOOD_SHARE_OF_LIMIT).abs() < 0.005, "{lowest}");
        assert!((accepted - ACCEPTED_SHARE_OF_LIMIT).abs() < 0.005, "{accepted}");
    }

    #[test]
    fn shares_are_rounded_down() {
        assert_eq!(percent(0.999), "99 %");
        assert_eq!(percent(0.004), "less than 1 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [1.0, 2.0]), Some(1.5));
        assert_eq!(median(&mut []), None);
    }
}
