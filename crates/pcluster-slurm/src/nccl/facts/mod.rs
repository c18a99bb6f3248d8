//! Figures to judge by, each with its source.

mod limit;
mod series;

use std::sync::OnceLock;

use serde::Deserialize;

pub use limit::{Limit, limit, limits};
pub use series::{Algorithm, Series, Use};

const DATA: &str = include_str!("../../../data/nccl/references.toml");

/// What the file holds.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Data {
    series: Vec<Series>,
    limit: Vec<limit::Known>,
}

fn data() -> &'static Data {
    static READ: OnceLock<Data> = OnceLock::new();
    // A test reads the file with all its lines.
    READ.get_or_init(|| toml::from_str(DATA).unwrap_or_default())
}

/// All published measurements that are known.
pub fn references() -> &'static [Series] {
    &data().series
}

#[cfg(test)]
mod tests {
    use super::{DATA, Data};

    #[test]
    fn every_figure_has_a_source() {
        let data: Data = toml::from_str(DATA).unwrap();
        assert!(data.series.len() >= 11 && data.limit.len() >= 7);
        for series in &data.series {
            assert!(series.source.starts_with("https://"), "{}", series.id);
            assert!(
                !series.points().is_empty() && series.points().len() == series.figures.len(),
                "{}",
                series.id
            );
            assert!(series.points().is_sorted(), "{}", series.id);
        }
    }
}
