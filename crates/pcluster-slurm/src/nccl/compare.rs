//! How several runs of one operation compare.

use std::collections::BTreeMap;

use serde::Serialize;

use super::judge::{median, percent};
use super::{Collective, Judged};

/// Smaller sizes show latency, which differs from run to run.
const SMALLEST_COMPARED: u64 = 128 << 20;

/// A run below this share of the others' median is an outlier: the tolerance of nccl-tests itself, as for references.
const OUTLIER: f64 = super::GOOD_SHARE_OF_REFERENCE;

/// How several runs of one operation compare.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Comparison {
    /// The operation.
    pub collective: Option<Collective>,
    /// The names of the runs that are compared.
    pub names: Vec<String>,
    /// The sizes that at least two runs have.
    pub sizes: Vec<ComparedSize>,
    /// For each run, the middle of its shares of the median, over the sizes from 128 MiB on, or over all sizes where there
    /// are no such.
    pub share_of_median: Vec<Option<f64>>,
    /// What stands out, in words.
    pub findings: Vec<String>,
}

/// A size of several runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ComparedSize {
    /// Bytes.
    pub size: u64,
    /// Bus bandwidth of each run, GB/s.
    pub bus_gbps: Vec<Option<f64>>,
    /// The middle of them.
    pub median_gbps: f64,
    /// How far the slowest is from the fastest, as a share of the median.
    pub spread: f64,
}

/// Compares runs of one operation that measured something: that of the first run, if they differ.
pub(super) fn compare(runs: &[Judged]) -> Option<Comparison> {
    let measured: Vec<&Judged> = runs.iter().filter(|judged| judged.measured()).collect();
    let collective = measured.first()?.run.collective;
    let compared: Vec<&Judged> =
        measured.into_iter().filter(|judged| judged.run.collective == collective).collect();
    if compared.len() < 2 {
        return None;
    }
    let mut by_size: BTreeMap<u64, Vec<Option<f64>>> = BTreeMap::new();
    for (number, judged) in compared.iter().enumerate() {
        for point in &judged.judgement.points {
            let row = by_size.entry(point.size).or_insert_with(|| vec![None; compared.len()]);
            row[number] = Some(point.bus_gbps);
        }
    }
    let sizes: Vec<ComparedSize> =
        by_size.into_iter().filter_map(|(size, gbps)| compared_size(size, gbps)).collect();
    let shares = shares(&sizes, compared.len());
    let names: Vec<String> = compared.iter().map(|judged| judged.name.clone()).collect();
    let findings = findings(&compared, &shares);
    Some(Comparison { collective, names, sizes, share_of_median: shares, findings })
}

fn compared_size(size: u64, bus_gbps: Vec<Option<f64>>) -> Option<ComparedSize> {
    let mut known: Vec<f64> = bus_gbps.iter().flatten().copied().collect();
    if known.len() < 2 {
        return None;
    }
    let median_gbps = median(&mut known)?;
    let (slowest, fastest) = (*known.first()?, *known.last()?);
    let spread = if median_gbps > 0.0 { (fastest - slowest) / median_gbps } else { 0.0 };
    Some(ComparedSize { size, bus_gbps, median_gbps, spread })
}

fn shares(sizes: &[ComparedSize], runs: usize) -> Vec<Option<f64>> {
    let large = sizes.iter().any(|size| size.size >= SMALLEST_COMPARED);
    let counted = sizes.iter().filter(|size| !large || size.size >= SMALLEST_COMPARED);
    let counted: Vec<&ComparedSize> = counted.filter(|size| size.median_gbps > 0.0).collect();
    (0..runs)
        .map(|run| {
            let mut shares: Vec<f64> = counted
                .iter()
                .filter_map(|size| Some(size.bus_gbps.get(run).copied()?? / size.median_gbps))
                .collect();
            median(&mut shares)
        })
        .collect()
}

/// Runs that stand out, and hosts that only those have.
fn findings(compared: &[&Judged], shares: &[Option<f64>]) -> Vec<String> {
    let slow = |number: usize| shares.get(number).copied().flatten().is_some_and(|share| share < OUTLIER);
    let mut findings: Vec<String> = Vec::new();
    for (number, judged) in compared.iter().enumerate().filter(|(number, _)| slow(*number)) {
        let share = percent(shares[number].unwrap_or_default());
        findings.push(format!("{} is slow: {share} of the median of all runs", judged.name));
    }
    let mut hosts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, judged) in compared.iter().enumerate() {
        for host in judged.run.devices.hosts.keys() {
            let (slow_runs, all) = hosts.entry(host).or_default();
            *slow_runs += usize::from(slow(number));
            *all += 1;
        }
    }
    let only_slow: Vec<&str> =
        hosts.iter().filter(|(_, (slow, all))| slow == all && *slow > 0).map(|(host, _)| *host).collect();
    // Where every host is in slow runs alone, or none is, nothing follows.
    if !only_slow.is_empty() && only_slow.len() < hosts.len() {
        let names = only_slow.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        let more = only_slow.len().saturating_sub(8);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        findings.push(format!("hosts that are in slow runs alone: {names}{more}"));
    }
    findings
}
