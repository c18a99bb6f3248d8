//! Figures as tables.

use std::fmt::Write;

use super::Look;
use super::wrap::wrapped;
use crate::nccl::judge::percent;
use crate::nccl::{Comparison, Judged, Measure, Row, Size};

/// Smaller sizes are put into one line: they show latency.
const SMALLEST_SHOWN: u64 = 1 << 20;

/// The letters of compared runs.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What was measured in a run.
pub(super) fn of_run(out: &mut String, judged: &Judged, look: Look) {
    let rows = &judged.run.rows;
    if rows.is_empty() || !judged.measured() {
        return;
    }
    let large = rows.iter().any(|row| row.size >= SMALLEST_SHOWN);
    let shown: Vec<&Row> = rows.iter().filter(|row| !large || row.size >= SMALLEST_SHOWN).collect();
    let points = &judged.judgement.points;
    let point = |size: u64| points.iter().find(|point| point.size == size);
    let published = points.iter().any(|point| point.reference_gbps.is_some());
    let limited = !published && points.iter().any(|point| point.of_limit.is_some());
    let wrong = judged.run.wrong() > 0;
    let mut heads = vec!["SIZE", "TIME", "BUS GB/s", "IN PLACE"];
    if published {
        heads.extend(["PUBLISHED", "SHARE"]);
    }
    if limited {
        heads.push("OF LIMIT");
    }
    if wrong {
        heads.push("WRONG");
    }
    let cells = shown.iter().map(|row| {
        let gbps = |measure: Option<&Measure>| {
            measure.map_or_else(|| "-".to_owned(), |measure| bandwidth(measure.bus_gbps))
        };
        let time = row.measure().map_or_else(|| "-".to_owned(), |measure| time(measure.time_us));
        let mut cells = vec![
            Size(row.size).to_string(),
            time,
            gbps(row.out_of_place.as_ref()),
            gbps(row.in_place.as_ref()),
        ];
        let point = point(row.size);
        if published {
            let reference = point.and_then(|point| point.reference_gbps);
            cells.push(reference.map_or_else(|| "-".to_owned(), figure));
            cells.push(point.and_then(|point| point.of_reference).map_or_else(|| "-".to_owned(), percent));
        }
        if limited {
            cells.push(point.and_then(|point| point.of_limit).map_or_else(|| "-".to_owned(), percent));
        }
        if wrong {
            let counts =
                [&row.out_of_place, &row.in_place].into_iter().flatten().filter_map(|measure| measure.wrong);
            cells.push(counts.fold(0, u64::saturating_add).to_string());
        }
        cells
    });
    let cells: Vec<Vec<String>> = cells.collect();
    out.push('\n');
    if let Some(line) = small_sizes(rows).filter(|_| large) {
        out.push_str(&wrapped("  ", &line, look.width));
    }
    draw(out, &heads, &cells);
}

/// The latency of small sizes.
fn small_sizes(rows: &[Row]) -> Option<String> {
    let small: Vec<&Row> = rows.iter().filter(|row| row.size < SMALLEST_SHOWN).collect();
    let times = || small.iter().filter_map(|row| row.measure()).map(|measure| measure.time_us);
    let (fastest, slowest) = (times().reduce(f64::min)?, times().reduce(f64::max)?);
    let (first, last) = (small.first()?, small.last()?);
    Some(format!("{} to {}: {} to {}", Size(first.size), Size(last.size), time(fastest), time(slowest)))
}

/// How runs compare.
pub(super) fn of_comparison(out: &mut String, comparison: &Comparison, look: Look) {
    let what =
        comparison.collective.map_or_else(|| "nccl-tests".to_owned(), |collective| collective.to_string());
    let _ = writeln!(out, "{what}, bus bandwidth in GB/s of {} runs", comparison.names.len());
    let letters: Vec<String> = LETTERS.chars().map(|letter| letter.to_string()).collect();
    // A column of figures takes eight characters, the sizes and the spread twenty.
    let columns = comparison.names.len().min(letters.len()).min(look.width.saturating_sub(22) / 8).max(2);
    for (letter, name) in letters.iter().zip(&comparison.names).take(columns) {
        let _ = writeln!(out, "  {letter}  {name}");
    }
    if comparison.names.len() > columns {
        let _ = writeln!(out, "  and {} more, which `--json` lists", comparison.names.len() - columns);
    }
    let mut heads = vec!["SIZE"];
    heads.extend(letters.iter().take(columns).map(String::as_str));
    heads.push("SPREAD");
    let large = comparison.sizes.iter().any(|size| size.size >= SMALLEST_SHOWN);
    let shown = comparison.sizes.iter().filter(|size| !large || size.size >= SMALLEST_SHOWN);
    let none = || "-".to_owned();
    let mut cells: Vec<Vec<String>> = shown
        .map(|size| {
            let figures = size.bus_gbps.iter().take(columns).map(|gbps| gbps.map_or_else(none, bandwidth));
            let ends = (Size(size.size).to_string(), percent(size.spread));
            [ends.0].into_iter().chain(figures).chain([ends.1]).collect()
        })
        .collect();
    let shares =
        comparison.share_of_median.iter().take(columns).map(|share| share.map_or_else(none, percent));
    cells.push(["of median".to_owned()].into_iter().chain(shares).chain([String::new()]).collect());
    out.push('\n');
    draw(out, &heads, &cells);
}

/// Columns, aligned to the right.
fn draw(out: &mut String, heads: &[&str], rows: &[Vec<String>]) {
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(column, head)| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
            cells.max().unwrap_or(0).max(head.len())
        })
        .collect();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.zip(&widths).map(|(cell, width)| format!("{cell:>width$}"));
        let _ = writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end());
    };
    line(&mut heads.iter().copied());
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
}

/// A published figure, GB/s, as it was published.
fn figure(gbps: f64) -> String {
    if gbps.fract().abs() < 1e-9 { format!("{gbps:.0}") } else { format!("{gbps:.1}") }
}

/// GB/s, with as many decimals as say something.
fn bandwidth(gbps: f64) -> String {
    if gbps < 10.0 { format!("{gbps:.2}") } else { format!("{gbps:.1}") }
}

/// A time in the unit that reads best.
fn time(us: f64) -> String {
    match us {
        us if us < 1000.0 => format!("{us:.1} us"),
        us if us < 1e6 => format!("{:.1} ms", us / 1e3),
        us => format!("{:.1} s", us / 1e6),
    }
}
