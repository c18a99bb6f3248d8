//! Where sizes and bandwidths lie: sizes on a logarithmic scale to base 2, bandwidths on one from 0.

use super::Plot;

/// The scales of a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// Logarithms of the smallest and the largest size.
    from: f64,
    to: f64,
    /// GB/s at the top.
    pub(super) top: f64,
    /// GB/s between two marks.
    pub(super) step: f64,
}

impl Scale {
    /// Scales that everything fits on; sizes below `smallest` are left out where there are others.
    pub(super) fn of(plot: &Plot, smallest: u64) -> Self {
        let all = || plot.runs.iter().flat_map(|curve| &curve.points).map(|(size, _)| *size);
        let large = all().filter(|size| *size >= smallest).count() > 1;
        let sizes = || all().filter(|size| !large || *size >= smallest).map(logarithm);
        let from = sizes().fold(f64::INFINITY, f64::min);
        let to = sizes().fold(f64::NEG_INFINITY, f64::max);
        let (from, to) = if from < to { (from, to) } else { (from.min(60.0) - 1.0, from.min(60.0) + 1.0) };
        let figures = plot.curves().flat_map(|curve| &curve.points);
        let fastest = figures
            .filter(|(size, _)| (from..=to).contains(&logarithm(*size)))
            .map(|(_, gbps)| *gbps)
            .chain(plot.limit_gbps)
            .fold(0.0, f64::max);
        let step = step(fastest);
        Self { from, to, top: (fastest / step).floor().mul_add(step, step), step }
    }

    /// Where a size lies, from 0 on the left to 1 on the right; `None` if it is not on the scale.
    pub(super) fn across(&self, size: u64) -> Option<f64> {
        let logarithm = logarithm(size);
        (self.from..=self.to).contains(&logarithm).then(|| (logarithm - self.from) / (self.to - self.from))
    }

    /// Where a bandwidth lies, from 0 at the bottom to 1 at the top.
    pub(super) fn up(&self, gbps: f64) -> f64 {
        (gbps / self.top).clamp(0.0, 1.0)
    }

    /// The marked bandwidths, from 0 to the top.
    pub(super) fn marks(&self) -> Vec<f64> {
        let mut marks = Vec::new();
        let mut mark = 0.0;
        while mark <= self.top + self.step / 2.0 && marks.len() < 32 {
            marks.push(mark);
            mark += self.step;
        }
        marks
    }

    /// The marked sizes: powers of two, as many apart as it takes to have no more than `most`.
    pub(super) fn sizes(&self, most: usize) -> Vec<u64> {
        let (first, last) = (self.from.ceil().max(0.0), self.to.floor().min(62.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are from 0 to 62")]
        let (first, last) = (first as u32, last.max(0.0) as u32);
        let apart = [1, 2, 3, 5, 10, 20, 40].into_iter().find(|apart| {
            (last.saturating_sub(first) / apart) < 1.max(u32::try_from(most).unwrap_or(u32::MAX))
        });
        let apart = apart.unwrap_or(60);
        // Units change every 10: marks on them read best.
        let mut at = first.div_ceil(apart) * apart;
        let mut sizes = Vec::new();
        while at <= last {
            sizes.push(1_u64 << at);
            at += apart;
        }
        sizes
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place on a screen needs no more")]
fn logarithm(size: u64) -> f64 {
    (size.max(1) as f64).log2()
}

/// A round number that divides a scale into four to eight parts.
fn step(top: f64) -> f64 {
    if !(top.is_finite() && top > 0.0) {
        return 1.0;
    }
    let rough = top / 5.0;
    let power = 10_f64.powf(rough.log10().floor());
    let parts = [1.0, 2.0, 2.5, 5.0, 10.0];
    parts.into_iter().map(|part| part * power).find(|step| *step >= rough).unwrap_or(rough)
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_are_round() {
        for (top, wanted) in
            [(487.0, 100.0), (800.0, 200.0), (50.0, 10.0), (4.9, 1.0), (0.3, 0.1), (0.0, 1.0)]
        {
            assert!((step(top) - wanted).abs() < 1e-9, "{top} {}", step(top));
        }
    }
}
