//! The catalogue that comes with the program.

use std::borrow::Cow;

use super::vocabulary::WordSet;
use super::{InstanceCatalogue, InstanceFacts, regions};

const TABLE: &str = include_str!("../../../data/instance-types.tsv");

/// The instance types that EC2 listed at its [date](InstanceCatalogue::date), whatever the region.
///
/// The figures are the answers of `DescribeInstanceTypes` that moto 5.2.5 carries; the date is that of this release.
///
/// Nothing is read before a type is asked for, and then only some twelve lines by binary search.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmbeddedCatalogue;

impl InstanceCatalogue for EmbeddedCatalogue {
    fn instance(&self, instance_type: &str) -> Option<InstanceFacts> {
        parse(find(rows(), instance_type)?)
    }

    fn names(&self) -> Vec<String> {
        rows().lines().map(|row| name(row).to_owned()).collect()
    }

    fn date(&self) -> Option<&str> {
        TABLE.lines().next()?.strip_prefix("# date: ")
    }

    fn offered(&self, instance_type: &str, region: &str) -> Option<bool> {
        regions::offered(instance_type, region)
    }
}

fn rows() -> &'static str {
    without_head(TABLE)
}

/// A table without the comments at its head.
pub(super) fn without_head(table: &'static str) -> &'static str {
    let mut rest = table;
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// The row of a type in rows that are sorted by name.
pub(super) fn find<'r>(rows: &'r str, wanted: &str) -> Option<&'r str> {
    let (mut low, mut high) = (0, rows.len());
    while low < high {
        // The line around the middle; `low` and `high` are always at the start of one. Bytes, since a line is searched,
        // not a character.
        let middle = low + (high - low) / 2;
        let bytes = rows.as_bytes();
        let start = bytes[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|byte| *byte == b'\n').map_or(high, |at| middle + at);
        let row = &rows[start..end];
        match name(row).cmp(wanted) {
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Equal => return Some(row),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

fn name(row: &str) -> &str {
    row.split_once('\t').map_or(row, |(name, _)| name)
}

/// The facts in a row; `None` where it is damaged, which a test excludes.
fn parse(row: &'static str) -> Option<InstanceFacts> {
    let mut columns = row.split('\t');
    let facts = InstanceFacts {
        instance_type: Cow::Borrowed(columns.next()?),
        architectures: WordSet::parse(columns.next()?)?,
        vcpus: columns.next()?.parse().ok()?,
        cores: columns.next()?.parse().ok()?,
        threads_per_core: columns.next()?.parse().ok()?,
        memory_mib: columns.next()?.parse().ok()?,
        gpu_manufacturer: text(columns.next()?),
        gpu_name: text(columns.next()?),
        gpu_count: columns.next()?.parse().ok()?,
        gpu_memory_mib: match columns.next()? {
            "" => 0,
            size => size.parse().ok()?,
        },
        accelerator_manufacturer: text(columns.next()?),
        accelerator_name: text(columns.next()?),
        accelerator_count: columns.next()?.parse().ok()?,
        efa_interfaces: columns.next()?.parse().ok()?,
        network_cards: columns.next()?.parse().ok()?,
        network_interfaces: columns.next()?.parse().ok()?,
        network_gbps: columns.next()?.parse().ok()?,
        nvme_disks: columns.next()?.parse().ok()?,
        instance_storage_gb: columns.next()?.parse().ok()?,
        usage_classes: WordSet::parse(columns.next()?)?,
        placement_strategies: WordSet::parse(columns.next()?)?,
        hypervisor: match columns.next()? {
            "" => None,
            name => Some(name.parse().ok()?),
        },
        bare_metal: columns.next()?.parse().ok()?,
        current_generation: columns.next()?.parse().ok()?,
    };
    columns.next().is_none().then_some(facts)
}

fn text(column: &'static str) -> Option<Cow<'static, str>> {
    (!column.is_empty()).then_some(Cow::Borrowed(column))
}

#[cfg(test)]
mod tests {
    use super::{EmbeddedCatalogue, InstanceCatalogue, find, name, parse, rows};

    #[test]
    fn every_line_is_a_type_and_they_are_sorted() {
        let lines: Vec<&str> = rows().lines().collect();
        assert!(lines.len() > 1000);
        for line in &lines {
            let facts = parse(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(facts.vcpus, facts.cores * facts.threads_per_core, "{line}");
            assert_eq!(facts.gpu_memory_mib > 0, facts.has_gpus(), "{line}");
            assert_eq!(facts.accelerator_count > 0, facts.accelerator_name.is_some(), "{line}");
            assert_eq!(facts.bare_metal, facts.hypervisor.is_none(), "{line}");
            assert!(!facts.architectures.is_empty() && !facts.usage_classes.is_empty(), "{line}");
            assert!(facts.nvme_disks == 0 || facts.has_instance_store(), "{line}");
            assert!(facts.efa_interfaces <= facts.network_cards, "{line}");
        }
        assert!(lines.windows(2).all(|pair| name(pair[0]) < name(pair[1])));
    }

    #[test]
    fn every_type_is_found() {
        for wanted in EmbeddedCatalogue.names() {
            let facts = EmbeddedCatalogue.instance(&wanted).unwrap();
            assert_eq!(facts.instance_type, wanted);
        }
    }

    #[test]
    fn nothing_else_is_found() {
        for known in EmbeddedCatalogue.names() {
            for wanted in [
                known[1..].to_owned(),
                known[..known.len() - 1].to_owned() + "\u{7f}",
                format!("{known} "),
                format!("{known}\t"),
                known.to_uppercase(),
            ] {
                assert_eq!(EmbeddedCatalogue.instance(&wanted).map(|facts| facts.instance_type), None);
            }
        }
        for wanted in ["", "\n", "#", "# date: 2026", "instance_type", "a", "zzz", "p5", "p5.48xlargé"] {
            assert_eq!(EmbeddedCatalogue.instance(wanted), None, "{wanted}");
        }
    }

    #[test]
    fn short_tables_are_searched_too() {
        for (table, found) in [
            ("", None),
            ("b", Some("b")),
            ("b\t1\n", Some("b\t1")),
            ("a\nb\n", Some("b")),
            ("b\nc\n", Some("b")),
            ("a\nc\n", None),
        ] {
            assert_eq!(find(table, "b"), found, "{table:?}");
        }
    }

    #[test]
    fn it_has_a_date() {
        let date = EmbeddedCatalogue.date().unwrap();
        assert!(date.len() == 10 && date.starts_with("20") && date.as_bytes()[7] == b'-', "{date}");
    }
}
