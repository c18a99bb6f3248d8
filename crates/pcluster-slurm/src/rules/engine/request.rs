//! What rules about a request have in common.

use std::fmt;

use super::{Finding, RequestView};
use crate::fit::{Misfit, What};
use crate::job::{Asked, Place};

impl RequestView<'_> {
    /// The first of what does not fit of a kind.
    pub(crate) fn misfit(&self, kind: impl Fn(&What) -> bool) -> Option<&Misfit> {
        self.misfits.iter().find(|misfit| kind(&misfit.what))
    }

    /// The partition that a misfit is about, in words.
    pub(crate) fn partition_of<'m>(&self, misfit: &'m Misfit) -> InPartition<'m> {
        InPartition { name: misfit.partition.as_deref(), is_named: self.request.partitions.is_some() }
    }
}

/// A partition in words.
pub(crate) struct InPartition<'m> {
    name: Option<&'m str>,
    is_named: bool,
}

impl fmt::Display for InPartition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name, self.is_named) {
            (Some(name), true) => write!(f, "partition `{name}`"),
            (Some(name), false) => write!(f, "the default partition `{name}`"),
            (None, _) => f.write_str("the cluster"),
        }
    }
}

/// The place of an option, if it is given.
#[allow(clippy::ref_option, reason = "it is called with fields")]
pub(crate) fn place<T>(asked: &Option<Asked<T>>) -> Option<&Place> {
    asked.as_ref().map(|asked| &asked.place)
}

impl Finding {
    /// Points at the first of several options that is given, and at the others that are.
    pub(crate) fn at_all(mut self, places: impl IntoIterator<Item = Option<(Place, String)>>) -> Self {
        let mut places = places.into_iter().flatten();
        if let Some((place, label)) = places.next() {
            self = self.at(&place, label);
        }
        for (place, label) in places {
            self = self.and(&place, label);
        }
        self
    }
}

/// A number with what is amount, such as `1 node` and `2 nodes`.
pub(crate) fn amount(count: u64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
