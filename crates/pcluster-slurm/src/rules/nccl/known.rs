//! What is known about setting a variable.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::rules::VariableView;

/// What comes of setting a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    NoEffect,
    Harmful,
    SetByPlugin,
    Debug,
}

/// What is known about setting a variable.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    name: String,
    verdict: Verdict,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default, rename = "where")]
    place: Option<Where>,
    /// A sentence for people.
    pub(super) why: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "it is for readers of the table"))]
    source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Where {
    Efa,
}

#[derive(Debug, Deserialize)]
struct Table {
    variable: Vec<Known>,
}

static TABLE: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let table: Result<Table, _> = toml::from_str(include_str!("../../../data/environment.toml"));
    // That it can be read is tested.
    table.map(|table| table.variable).unwrap_or_default()
});

/// What is known about the variable of a view, if it comes to this verdict.
pub(super) fn known(view: &VariableView<'_>, verdict: Verdict) -> Option<&'static Known> {
    let name = view.variable.name.value.as_str();
    TABLE.iter().find(|known| {
        known.verdict == verdict
            && known.names(name)
            && known.has_value(view.variable.value.as_deref())
            && (known.place != Some(Where::Efa) || has_efa(view))
    })
}

impl Known {
    fn names(&self, name: &str) -> bool {
        match self.name.strip_suffix('*') {
            Some(beginning) => name.starts_with(beginning),
            None => self.name == name,
        }
    }

    fn has_value(&self, value: Option<&str>) -> bool {
        self.values.is_empty()
            || value.is_some_and(|value| self.values.iter().any(|one| one.eq_ignore_ascii_case(value)))
    }
}

/// Whether all nodes that the job may get have EFA.
pub(super) fn has_efa(view: &VariableView<'_>) -> bool {
    !view.partitions.is_empty()
        && view.partitions.iter().all(|partition| partition.groups.iter().all(|group| group.efa))
}

/// Whether what the job runs sees the variable.
pub(super) fn is_seen(view: &VariableView<'_>) -> bool {
    view.variable.exported
}

#[cfg(test)]
mod tests {
    use super::{TABLE, Verdict};

    #[test]
    fn the_table_can_be_read() {
        assert!(TABLE.len() > 30);
        for verdict in [Verdict::NoEffect, Verdict::Harmful, Verdict::SetByPlugin, Verdict::Debug] {
            assert!(TABLE.iter().any(|known| known.verdict == verdict));
        }
        for known in TABLE.iter() {
            assert!(!known.why.ends_with('.') && !known.source.is_empty(), "{}", known.name);
            assert!(known.values.iter().all(|value| *value == value.to_lowercase()), "{}", known.name);
        }
    }
}
