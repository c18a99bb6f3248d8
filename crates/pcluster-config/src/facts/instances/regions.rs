//! Which regions offer which instance types.

use super::embedded::{find, without_head};

const TABLE: &str = include_str!("../../../data/instance-regions.tsv");

/// Whether EC2 offers a type in a region, as far as the table has both.
pub(super) fn offered(instance_type: &str, region: &str) -> Option<bool> {
    let bit = regions().position(|known| known == region)?;
    let (_, mask) = find(without_head(TABLE), instance_type)?.split_once('\t')?;
    let mask = u64::from_str_radix(mask, 16).ok()?;
    Some(mask >> bit & 1 == 1)
}

/// The regions that the catalogue knows: the commercial ones of its date, without China and those that are isolated.
pub fn regions() -> impl Iterator<Item = &'static str> {
    let head = TABLE.lines().take_while(|line| line.starts_with('#')).last();
    head.unwrap_or_default().split(' ').skip(1)
}

#[cfg(test)]
mod tests {
    use super::{TABLE, offered, regions};
    use crate::facts::{EmbeddedCatalogue, InstanceCatalogue};

    #[test]
    fn every_type_of_the_catalogue_is_offered_somewhere() {
        let regions: Vec<&str> = regions().collect();
        assert!(regions.contains(&"us-east-1") && regions.len() <= 64);
        for name in EmbeddedCatalogue.names() {
            assert!(regions.iter().any(|region| offered(&name, region) == Some(true)), "{name}");
        }
    }

    #[test]
    fn both_tables_are_of_one_day() {
        let date = TABLE.lines().next().and_then(|line| line.strip_prefix("# date: "));
        assert_eq!(date, EmbeddedCatalogue.date());
    }

    #[test]
    fn what_is_not_in_the_table_is_not_known() {
        assert_eq!(offered("hpc6a.48xlarge", "us-east-1"), Some(false));
        assert_eq!(offered("hpc6a.48xlarge", "us-east-2"), Some(true));
        assert_eq!(offered("hpc6a.48xlarge", "us-gov-west-1"), None);
        assert_eq!(offered("hpc6a.49xlarge", "us-east-2"), None);
        assert!(TABLE.ends_with('\n'));
    }
}
