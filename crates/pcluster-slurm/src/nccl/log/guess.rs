//! What the figures of a run tell: bus and algorithm bandwidth differ by a factor that depends on the operation and the
//! number of ranks.

use super::run::{Measure, Row, Run};
use crate::nccl::Collective;

/// The operation, where its figures leave one possibility.
pub(super) fn collective(run: &Run) -> Option<Collective> {
    let (row, factor, tolerance) = factor(run)?;
    let candidates: &[Collective] = match (row.reduction.is_some(), row.root.is_some()) {
        (true, false) => &[Collective::AllReduce, Collective::ReduceScatter],
        (true, true) => &[Collective::Reduce],
        (false, true) => &[Collective::Broadcast],
        // All-gather and all-to-all have the same figures.
        (false, false) => &[],
    };
    let Some(ranks) = run.ranks().filter(|ranks| *ranks > 1) else {
        // No other operation has more bus than algorithm bandwidth.
        let more = factor > 1.0 + tolerance && candidates.contains(&Collective::AllReduce);
        return more.then_some(Collective::AllReduce);
    };
    candidates
        .iter()
        .copied()
        .find(|candidate| (candidate.bus_factor(ranks) - factor).abs() < 0.02 + tolerance)
}

/// How many ranks took part in an all-reduce, where its figures are precise enough: there are fewer than 64.
pub(super) fn ranks(run: &Run) -> Option<u32> {
    if run.collective != Some(Collective::AllReduce) || run.separate_processes > 1 {
        return None;
    }
    let (_, factor, tolerance) = factor(run)?;
    // With n ranks the factor is 2 (n-1)/n.
    let fits = |ranks: &u32| (Collective::AllReduce.bus_factor(*ranks) - factor).abs() <= tolerance;
    let mut fitting = (2..=64).filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// The row with the most precise figures, its factor, and how far that may be off: figures are rounded to hundredths.
fn factor(run: &Run) -> Option<(&Row, f64, f64)> {
    let fastest = |row: &&Row| row.measure().is_some_and(|measure| measure.algorithm_gbps > 1.0);
    let speed = |row: &&Row| row.measure().map_or(0.0, |measure| measure.algorithm_gbps);
    let row = run.rows.iter().filter(fastest).max_by(|a, b| speed(a).total_cmp(&speed(b)))?;
    let Measure { algorithm_gbps, bus_gbps, .. } = *row.measure()?;
    let factor = bus_gbps / algorithm_gbps;
    Some((row, factor, 0.005 * (1.0 + factor) / algorithm_gbps))
}

#[cfg(test)]
mod tests {
    use crate::nccl::{Collective, Log};

    fn of(lines: &str) -> (Option<Collective>, Option<u32>) {
        let run = Log::read(lines.as_bytes()).unwrap().runs.remove(0);
        (run.collective, run.ranks())
    }

    #[test]
    fn figures_tell_the_operation_and_the_ranks() {
        let all_reduce = "1073741824 268435456 float sum -1 4607.6 233.04 436.95 0 4565.6 235.18 440.96 0\n";
        assert_eq!(of(all_reduce), (Some(Collective::AllReduce), Some(16)));
        // As many ranks as this cannot be told apart.
        let slow = "1073741824 268435456 float sum -1 350000 3.06 6.03 0 350000 3.06 6.03 0\n";
        assert_eq!(of(slow), (Some(Collective::AllReduce), None));
        let two = "1073741824 268435456 float sum -1 344981 3.11 3.11 0 344454 3.12 3.12 0\n";
        assert_eq!(of(two), (None, None));
        let ranks = "#  Rank 0 Pid 1 on a device 0 [0x35] T4\n#  Rank 1 Pid 1 on b device 0 [0x35] T4\n";
        assert_eq!(of(&format!("{ranks}{two}")), (Some(Collective::AllReduce), Some(2)));
        let half = "1073741824 268435456 float sum -1 344981 3.11 1.56 0 344454 3.12 1.56 0\n";
        assert_eq!(of(&format!("{ranks}{half}")), (Some(Collective::ReduceScatter), Some(2)));
        let gather = "1073741824 268435456 float none -1 344981 3.11 1.56 0 344454 3.12 1.56 0\n";
        assert_eq!(of(&format!("{ranks}{gather}")).0, None);
    }
}
