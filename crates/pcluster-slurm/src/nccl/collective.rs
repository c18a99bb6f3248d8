//! The operations that nccl-tests measures.

use std::fmt;

use serde::Serialize;

/// A collective operation, or a pattern of sends that nccl-tests treats as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Collective {
    /// `all_reduce_perf`
    AllReduce,
    /// `all_gather_perf`
    AllGather,
    /// `reduce_scatter_perf`
    ReduceScatter,
    /// `broadcast_perf`
    Broadcast,
    /// `reduce_perf`
    Reduce,
    /// `alltoall_perf`
    AllToAll,
    /// `alltoallv_perf`
    AllToAllV,
    /// `sendrecv_perf`
    SendRecv,
    /// `gather_perf`
    Gather,
    /// `scatter_perf`
    Scatter,
    /// `hypercube_perf`
    Hypercube,
}

/// The longer names first: one is the end of another.
const PROGRAMS: [(&str, Collective); 11] = [
    ("reduce_scatter_perf", Collective::ReduceScatter),
    ("all_reduce_perf", Collective::AllReduce),
    ("all_gather_perf", Collective::AllGather),
    ("alltoallv_perf", Collective::AllToAllV),
    ("alltoall_perf", Collective::AllToAll),
    ("broadcast_perf", Collective::Broadcast),
    ("hypercube_perf", Collective::Hypercube),
    ("sendrecv_perf", Collective::SendRecv),
    ("scatter_perf", Collective::Scatter),
    ("gather_perf", Collective::Gather),
    ("reduce_perf", Collective::Reduce),
];

impl Collective {
    /// The operation that a text names by the program that measures it, as a command line does.
    pub(super) fn named_in(text: &str) -> Option<Self> {
        // Most lines of a log name none.
        if !text.contains("_perf") {
            return None;
        }
        PROGRAMS.into_iter().find(|(program, _)| text.contains(program)).map(|(_, collective)| collective)
    }

    /// The program of nccl-tests.
    pub fn program(self) -> &'static str {
        PROGRAMS.into_iter().find(|(_, collective)| *collective == self).map_or("", |(program, _)| program)
    }

    /// Bus bandwidth for a unit of algorithm bandwidth, as nccl-tests reckons it for so many ranks (its
    /// `doc/PERFORMANCE.md` and the `GetBw` function of each program).
    pub fn bus_factor(self, ranks: u32) -> f64 {
        let ranks = f64::from(ranks.max(1));
        match self {
            Self::AllReduce => 2.0 * (ranks - 1.0) / ranks,
            Self::AllGather
            | Self::ReduceScatter
            | Self::AllToAll
            | Self::AllToAllV
            | Self::Gather
            | Self::Scatter => (ranks - 1.0) / ranks,
            Self::Broadcast | Self::Reduce | Self::SendRecv | Self::Hypercube => 1.0,
        }
    }
}

impl fmt::Display for Collective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.program().trim_end_matches("_perf"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Collective, PROGRAMS};

    #[test]
    fn programs_are_found_in_command_lines() {
        for (program, collective) in PROGRAMS {
            assert_eq!(
                Collective::named_in(&format!("+ srun /opt/nccl-tests/build/{program} -b 8")),
                Some(collective)
            );
            assert_eq!(collective.program(), program);
        }
        assert_eq!(Collective::named_in("perf record"), None);
        assert_eq!(Collective::AllToAllV.to_string(), "alltoallv");
    }

    #[test]
    fn factors_are_those_of_nccl_tests() {
        assert!((Collective::AllReduce.bus_factor(16) - 1.875).abs() < 1e-12);
        assert!((Collective::AllGather.bus_factor(16) - 0.9375).abs() < 1e-12);
        assert!((Collective::SendRecv.bus_factor(16) - 1.0).abs() < 1e-12);
    }
}
