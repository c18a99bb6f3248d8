//! Published measurements.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::nccl::{Collective, Size};

/// A published measurement: the bus bandwidth of an operation by size.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Series {
    /// Its name.
    pub id: String,
    /// The type of all nodes.
    pub instance_type: String,
    /// How many nodes.
    pub nodes: u32,
    /// The operation; the elements were of type `float`.
    #[serde(deserialize_with = "collective")]
    pub collective: Collective,
    /// How NCCL went about it.
    pub algorithm: Algorithm,
    /// What it is good for.
    pub r#use: Use,
    /// Releases of what was used, as far as the source says.
    pub stack: String,
    /// Where it was published.
    pub source: String,
    /// GB/s by size.
    pub(super) figures: BTreeMap<String, f64>,
}

/// How NCCL went about a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Algorithm {
    /// As NCCL chose.
    Any,
    /// `NCCL_ALGO=RING`: what goes over the network is as much as the bus bandwidth says.
    Ring,
}

/// What a measurement is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Use {
    /// Runs are judged by it.
    Judge,
    /// It is shown: a single report, an old stack, or a lowest figure that a test accepts.
    Context,
}

fn collective<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Collective, D::Error> {
    let name = String::deserialize(deserializer)?;
    match name.as_str() {
        "all-reduce" => Ok(Collective::AllReduce),
        _ => Err(serde::de::Error::custom("an operation that nothing was published about")),
    }
}

impl Series {
    /// Bytes and GB/s, by size.
    pub fn points(&self) -> Vec<(u64, f64)> {
        let figures = self.figures.iter().filter_map(|(size, gbps)| Some((Size::parse(size)?.0, *gbps)));
        let mut points: Vec<(u64, f64)> = figures.collect();
        points.sort_by_key(|(size, _)| *size);
        points
    }

    /// The figure for a size, GB/s: a published one, or between two published sizes what lies between their figures, on
    /// a logarithmic scale of sizes. Nothing is said beyond the published sizes.
    pub fn at(&self, size: u64) -> Option<f64> {
        let points = self.points();
        let after = points.iter().position(|(known, _)| *known >= size)?;
        let (larger, above) = points[after];
        if larger == size {
            return Some(above);
        }
        let (smaller, below) = *points.get(after.checked_sub(1)?)?;
        #[expect(clippy::cast_precision_loss, reason = "a share of the way needs no more")]
        let [size, smaller, larger] = [size, smaller, larger].map(|size| (size as f64).log2());
        Some(below + (above - below) * (size - smaller) / (larger - smaller))
    }
}

#[cfg(test)]
mod tests {
    use crate::nccl::references;

    #[test]
    fn figures_between_sizes_lie_between_figures() {
        let p5 = references().iter().find(|series| series.id == "p5-2").unwrap();
        assert_eq!(p5.at(1 << 30), Some(437.0));
        let between = p5.at(3 << 29).unwrap();
        assert!(between > 437.0 && between < 444.0, "{between}");
        assert_eq!((p5.at(1 << 20), p5.at(1 << 40)), (None, None));
    }
}
