//! The names of official validators, which people write where the id of a rule belongs.

use crate::suggest::nearest;

/// What to say to somebody who writes the name of an official validator for the id of a rule: which ids to write.
pub(crate) fn instead_of_validator(ids: &[&str]) -> Option<String> {
    let (last, others) = ids.split_last()?;
    let others: Vec<String> = others.iter().map(|id| format!("`{id}`")).collect();
    Some(match others.as_slice() {
        [] => format!("name `{last}`, which says the same"),
        others => format!("name {} or `{last}`, which say the same", others.join(", ")),
    })
}

/// The validators of the official tool, of all releases, by name.
const OFFICIAL_VALIDATORS: &str = include_str!("../data/official-validators.txt");

/// Whether an official validator has this name.
pub(crate) fn is_official_validator(name: &str) -> bool {
    official_validators().any(|known| known == name)
}

/// The official validator that was probably meant.
pub(crate) fn nearest_validator(name: &str) -> Option<&'static str> {
    nearest(name, official_validators())
}

fn official_validators() -> impl Iterator<Item = &'static str> {
    OFFICIAL_VALIDATORS.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::official_validators;
    use crate::diagnostic::CONFIG_SCHEMA_VALIDATOR;
    use crate::rules::all;

    #[test]
    fn official_validators_are_in_order_and_all_that_rules_name_are_among_them() {
        assert!(official_validators().is_sorted());
        for official in all().iter().filter_map(|rule| rule.official) {
            assert!(
                official == CONFIG_SCHEMA_VALIDATOR || super::is_official_validator(official),
                "{official}"
            );
        }
    }
}
