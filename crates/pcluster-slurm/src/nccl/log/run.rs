//! A test run, as a log tells of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::failure::Failure;
use super::network::Network;
use crate::nccl::Collective;

/// A run of one of the programs of nccl-tests.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Run {
    /// The operation, if the log says or the figures show it.
    pub collective: Option<Collective>,
    /// Release of nccl-tests; old ones do not say.
    pub tests_version: Option<String>,
    /// What was asked for.
    pub parameters: Option<Parameters>,
    /// The ranks and where they ran.
    pub devices: Devices,
    /// What was measured, in the order of the log.
    pub rows: Vec<Row>,
    /// Rows that were too many to keep.
    pub rows_left_out: u64,
    /// The program's own count of wrong values, from its last lines.
    pub out_of_bounds: Option<u64>,
    /// The program's mean over all sizes, GB/s: it says little, since small sizes count like large ones.
    pub average_bus_gbps: Option<f64>,
    /// Whether the program compared its mean with `NCCL_TESTS_MIN_BW` and found it too small.
    pub below_own_minimum: bool,
    /// What NCCL and its plugin said about the network.
    pub network: Network,
    /// What went wrong, each kind of message once.
    pub failures: Vec<Failure>,
    /// How many processes measured on their own, where they should have measured together.
    pub separate_processes: u32,
    /// How many ranks took part by the figures of an all-reduce, for logs that do not say.
    pub ranks_by_figures: Option<u32>,
    /// Whether the run came to its end.
    pub concluded: bool,
}

impl Run {
    /// How many wrong values were found, in all rows or by the program itself.
    pub fn wrong(&self) -> u64 {
        let of = |measure: &Option<Measure>| measure.as_ref().and_then(|measure| measure.wrong).unwrap_or(0);
        let rows = self.rows.iter().map(|row| of(&row.out_of_place).saturating_add(of(&row.in_place)));
        rows.fold(0, u64::saturating_add).max(self.out_of_bounds.unwrap_or(0))
    }

    /// How many ranks took part: those that are listed, that NCCL speaks of, or that the figures tell.
    pub fn ranks(&self) -> Option<u32> {
        Some(self.devices.ranks).filter(|ranks| *ranks > 0).or(self.network.ranks).or(self.ranks_by_figures)
    }

    /// How many nodes took part: the names of hosts in the list of ranks, or what NCCL says.
    pub fn nodes(&self) -> Option<u32> {
        let count = |hosts: usize| u32::try_from(hosts).ok().filter(|hosts| *hosts > 0);
        let listed = count(self.devices.hosts.len());
        // A list that was cut names too few.
        listed.max(self.network.nodes).or_else(|| count(self.network.hosts.len()))
    }
}

/// What was asked for, from the head of the output.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Parameters {
    /// Threads of a process.
    pub threads: Option<u64>,
    /// GPUs of a thread.
    pub gpus: Option<u64>,
    /// The smallest size, bytes.
    pub min_bytes: Option<u64>,
    /// The largest size, bytes.
    pub max_bytes: Option<u64>,
    /// The step between sizes: a factor, or bytes.
    pub step: Option<String>,
    /// Iterations before those that are measured.
    pub warmup_iterations: Option<u64>,
    /// Iterations that are measured.
    pub iterations: Option<u64>,
    /// Whether results were compared with what they should be.
    pub validation: Option<bool>,
}

/// The ranks and where they ran.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Devices {
    /// How many ranks are listed.
    pub ranks: u32,
    /// Ranks by host.
    pub hosts: BTreeMap<String, u32>,
    /// Ranks by the name of their GPU.
    pub gpus: BTreeMap<String, u32>,
}

/// A size and what was measured for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Row {
    /// Bytes.
    pub size: u64,
    /// Elements.
    pub count: u64,
    /// Type of the elements, such as `float`.
    pub data_type: Option<String>,
    /// Reduction, such as `sum`; `None` where the operation has none.
    pub reduction: Option<String>,
    /// Rank that sends or receives; `None` where the operation has none.
    pub root: Option<i64>,
    /// With a result that goes elsewhere.
    pub out_of_place: Option<Measure>,
    /// With a result that replaces what was sent.
    pub in_place: Option<Measure>,
}

impl Row {
    /// The out-of-place figures, which published ones are; the in-place figures where a program has those alone.
    pub fn measure(&self) -> Option<&Measure> {
        self.out_of_place.as_ref().or(self.in_place.as_ref())
    }
}

/// What was measured for a size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Measure {
    /// Mean time of an operation, microseconds.
    pub time_us: f64,
    /// Size over time, GB/s.
    pub algorithm_gbps: f64,
    /// What the links between GPUs carried, GB/s: comparable between numbers of ranks.
    pub bus_gbps: f64,
    /// Wrong values; `None` where they were not looked for.
    pub wrong: Option<u64>,
}
