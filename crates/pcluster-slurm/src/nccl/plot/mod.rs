//! Bus bandwidth by size, as a plot: for terminals and as SVG.
//!
//! Both are a few hundred lines of arithmetic on one scale; a plotting library would bring fonts, bitmaps or a terminal's
//! event loop along, and none draws a logarithmic axis to base 2 of sizes.

mod scale;
mod svg;
mod text;

use std::fmt::Write;

pub use svg::svg;
pub use text::{Style, text};

use super::report::Report;
use super::{Judged, Yardstick};

/// More runs make a plot that nobody can read.
const MOST_CURVES: usize = 8;

/// What is plotted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Plot {
    /// Its heading.
    pub title: String,
    /// The runs.
    pub runs: Vec<Curve>,
    /// What others measured.
    pub reference: Option<Curve>,
    /// What the network cards of a node carry, GB/s.
    pub limit_gbps: Option<f64>,
    /// Runs that are left out, since they are too many.
    pub left_out: usize,
}

/// A line of a plot.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Curve {
    /// Its name.
    pub name: String,
    /// Bytes and GB/s, by size.
    pub points: Vec<(u64, f64)>,
}

impl Plot {
    /// The runs of a report that measured something; `None` where nothing was measured.
    pub fn of(report: &Report) -> Option<Self> {
        let measured: Vec<&Judged> = report.runs.iter().filter(|judged| judged.measured()).collect();
        let first = *measured.first()?;
        let collective = first.run.collective;
        let same: Vec<&Judged> =
            measured.into_iter().filter(|judged| judged.run.collective == collective).collect();
        let yardsticks = || same.iter().map(|judged| &judged.judgement.yardstick);
        let reference = yardsticks().find_map(|yardstick| match yardstick {
            Yardstick::Reference { instance_type, nodes, figures, .. } => Some(Curve {
                name: format!("published for {nodes} x {instance_type}"),
                points: figures.clone(),
            }),
            _ => None,
        });
        let limit_gbps = yardsticks().find_map(|yardstick| yardstick.limit()).map(|limit| limit.gbps);
        let curve = |judged: &&Judged| Curve {
            name: judged.name.clone(),
            points: judged.judgement.points.iter().map(|point| (point.size, point.bus_gbps)).collect(),
        };
        let setting = &first.judgement.setting;
        let mut title =
            collective.map_or_else(|| "nccl-tests".to_owned(), |collective| collective.to_string());
        if let (Some(nodes), Some(name), 1) = (setting.nodes, setting.instance_type(), same.len()) {
            let _ = write!(title, ", {nodes} x {name}");
        }
        Some(Self {
            title,
            runs: same.iter().take(MOST_CURVES).map(curve).collect(),
            reference,
            limit_gbps,
            left_out: same.len().saturating_sub(MOST_CURVES),
        })
    }

    /// Whether a run of this name is in it.
    pub(super) fn shows(&self, name: &str) -> bool {
        self.runs.iter().any(|curve| curve.name == name)
    }

    /// All curves.
    fn curves(&self) -> impl Iterator<Item = &Curve> {
        self.runs.iter().chain(&self.reference)
    }
}
