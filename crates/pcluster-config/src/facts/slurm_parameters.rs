//! The parameters of `slurm.conf`.

use std::fmt;

const TABLE: &str = include_str!("../../data/slurm-parameters.tsv");

/// A kind of line in `slurm.conf`, which decides which parameters may stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlurmLine {
    /// One parameter of the whole cluster.
    Cluster,
    /// A partition, which starts with `PartitionName`.
    Partition,
    /// Nodes, which start with `NodeName`.
    Node,
    /// A named set of nodes, which starts with `NodeSet`.
    NodeSet,
    /// Nodes that are out of order, which start with `DownNodes`.
    DownNodes,
}

impl SlurmLine {
    const ALL: [Self; 5] = [Self::Cluster, Self::Partition, Self::Node, Self::NodeSet, Self::DownNodes];

    /// The line as the table names it.
    const fn name(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Partition => "partition",
            Self::Node => "node",
            Self::NodeSet => "node-set",
            Self::DownNodes => "down-nodes",
        }
    }

    /// The line that a parameter starts, if it has to be the first one of its line.
    pub(crate) fn started_by(parameter: &str) -> Option<Self> {
        const FIRST: [(&str, SlurmLine); 4] = [
            ("PartitionName", SlurmLine::Partition),
            ("NodeName", SlurmLine::Node),
            ("NodeSet", SlurmLine::NodeSet),
            ("DownNodes", SlurmLine::DownNodes),
        ];
        FIRST.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(parameter)).map(|(_, line)| line)
    }

    /// Where a configuration has the parameters of such lines, in words.
    pub(crate) const fn section(self) -> &'static str {
        match self {
            Self::Cluster => {
                "`CustomSlurmSettings` of `SlurmSettings`, as an item `- Name: value` of its own"
            }
            Self::Partition => "`CustomSlurmSettings` of the queue",
            Self::Node => "`CustomSlurmSettings` of the compute resource",
            Self::NodeSet => "an item of `CustomSlurmSettings` that starts with `NodeSet`",
            Self::DownNodes => "an item of `CustomSlurmSettings` that starts with `DownNodes`",
        }
    }

    /// The parameters that may stand on it.
    pub(crate) fn parameters(self) -> impl Iterator<Item = SlurmParameter> {
        rows().filter(move |(line, _)| *line == self.name()).map(|(_, parameter)| parameter)
    }

    /// A parameter that may stand on it; Slurm ignores the case of its name, and takes `Name+` as `Name +=`.
    pub(crate) fn parameter(self, name: &str) -> Option<SlurmParameter> {
        let name = name.trim().trim_end_matches(['+', '-', '*', '/']).trim_end();
        self.parameters().find(|parameter| parameter.name.eq_ignore_ascii_case(name))
    }

    /// The lines that a parameter may stand on.
    pub(crate) fn of_parameter(name: &str) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |line| line.parameter(name).is_some())
    }
}

impl fmt::Display for SlurmLine {
    /// What such a line is about, in words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cluster => "the whole cluster",
            Self::Partition => "partitions",
            Self::Node => "nodes",
            Self::NodeSet => "node sets",
            Self::DownNodes => "nodes that are down",
        })
    }
}

/// A parameter of `slurm.conf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SlurmParameter {
    /// Its name, as the manual writes it.
    pub(crate) name: &'static str,
    pub(crate) value: SlurmValue,
}

/// How Slurm parses the value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlurmValue {
    /// As it is; what it must be is decided later, if at all.
    Text,
    /// The same, and the parameter may be repeated.
    Several,
    /// A whole number from 0 up to this, or `UNLIMITED` or `INFINITE`.
    Number { most: u64, may_end_in_k: bool },
    /// Yes or no.
    Boolean,
}

fn rows() -> impl Iterator<Item = (&'static str, SlurmParameter)> {
    TABLE.lines().filter(|row| !row.starts_with('#')).filter_map(|row| {
        let (line, rest) = row.split_once('\t')?;
        let (name, value) = rest.split_once('\t')?;
        let value = match value {
            "several" => SlurmValue::Several,
            "boolean" => SlurmValue::Boolean,
            "u16" => SlurmValue::Number { most: u16::MAX.into(), may_end_in_k: false },
            "u32" => SlurmValue::Number { most: u32::MAX.into(), may_end_in_k: true },
            "u64" => SlurmValue::Number { most: u64::MAX, may_end_in_k: true },
            _ => SlurmValue::Text,
        };
        Some((line, SlurmParameter { name, value }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_known_on_its_line_only_and_in_any_case() {
        let timeout = SlurmLine::Cluster.parameter("slurmdtimeout").unwrap();
        assert_eq!(timeout.name, "SlurmdTimeout");
        assert_eq!(timeout.value, SlurmValue::Number { most: 65535, may_end_in_k: false });
        assert!(SlurmLine::Partition.parameter("SlurmdTimeout").is_none());
        let lines: Vec<_> = SlurmLine::of_parameter("DefMemPerCPU").collect();
        assert_eq!(lines, [SlurmLine::Cluster, SlurmLine::Partition]);
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows_written = TABLE.lines().filter(|row| !row.starts_with('#')).count();
        let rows_read: usize = SlurmLine::ALL.into_iter().map(|line| line.parameters().count()).sum();
        assert_eq!(rows_read, rows_written);
    }
}
