//! The names that comments, settings and baselines may use.

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, KINDS, Severity};
use crate::rules::{RuleEntry, entries};
use crate::suggest::nearest;

/// A rule, as far as one has to know it to hide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownRule {
    pub(crate) id: &'static str,
    severity: Severity,
    official: Option<&'static str>,
}

impl KnownRule {
    /// Whether it reports errors of shape, which cannot be hidden.
    pub(crate) fn is_shape_error(self) -> bool {
        self.severity == Severity::Error && self.official == Some(CONFIG_SCHEMA_VALIDATOR)
    }
}

/// Everything that can be reported about a configuration.
fn rules() -> impl Iterator<Item = KnownRule> {
    // All errors among the kinds are those of the official loader and schema.
    let kinds = KINDS.iter().map(|kind| KnownRule {
        id: kind.id,
        severity: kind.severity,
        official: (kind.severity == Severity::Error).then_some(CONFIG_SCHEMA_VALIDATOR),
    });
    let relations = entries().map(|RuleEntry { rule, .. }| KnownRule {
        id: rule.id,
        severity: rule.severity,
        official: rule.official,
    });
    kinds.chain(relations)
}

/// The rule of an id.
pub(crate) fn rule(id: &str) -> Option<KnownRule> {
    rules().find(|rule| rule.id == id)
}

/// The id that was probably meant.
pub(crate) fn nearest_rule(id: &str) -> Option<&'static str> {
    nearest(id, rules().map(|rule| rule.id))
}

/// The rules that say what an official validator says, by the name of that, with or without `type:`. `None` if there is
/// no such validator.
pub(crate) fn rules_of_validator(name: &str) -> Option<Vec<&'static str>> {
    let name = name.strip_prefix("type:").unwrap_or(name);
    let same = |official: Option<&str>| official == Some(name) && name != CONFIG_SCHEMA_VALIDATOR;
    let mut ids: Vec<&str> = rules().filter(|rule| same(rule.official)).map(|rule| rule.id).collect();
    ids.sort_unstable();
    is_official_validator(name).then_some(ids)
}

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
    use crate::rules::all;

    #[test]
    fn official_validators_are_in_order_and_all_that_rules_name_are_among_them() {
        assert!(official_validators().is_sorted());
        for official in all().iter().filter_map(|rule| rule.official) {
            assert!(
                official == super::CONFIG_SCHEMA_VALIDATOR || super::is_official_validator(official),
                "{official}"
            );
        }
    }
}
