//! Which nodes a constraint takes.

use std::collections::BTreeSet;

use super::unit::Unit;
use super::{Demand, Misfit, What, at_most};
use crate::cluster::{Cluster, NodeKind};
use crate::script::value::{Constraint, Feature};

/// More features to choose from than that are not judged: every one is a question of its own.
pub(super) const MOST_CHOICES: usize = 256;

/// A constraint in the parts that its brackets and parentheses make.
pub(super) struct Wanted<'c> {
    parts: Vec<Part<'c>>,
}

enum Part<'c> {
    /// A feature, or several in parentheses.
    All(&'c [Feature]),
    /// Brackets: of features with `|` between them all nodes have the same one; of others, each is had by some nodes.
    Brackets(&'c [Feature]),
}

impl<'c> Wanted<'c> {
    pub(super) fn of(constraint: &'c Constraint) -> Self {
        let same = |one: &Feature, other: &Feature| {
            (one.in_brackets && other.in_brackets)
                || (one.group > 0 && one.group == other.group && one.in_brackets == other.in_brackets)
        };
        let chunks = constraint.features.chunk_by(same);
        let part = |chunk: &'c [Feature]| match chunk.first() {
            Some(first) if first.in_brackets => Part::Brackets(chunk),
            _ => Part::All(chunk),
        };
        Self { parts: chunks.map(part).collect() }
    }

    /// How many features brackets let choose from; 1 without brackets.
    pub(super) fn choices(&self) -> usize {
        let of = |part: &Part<'_>| match part {
            Part::Brackets(features) if is_choice(features) => features.len(),
            _ => 1,
        };
        self.parts.iter().map(of).max().unwrap_or(1)
    }

    /// Whether a node with these features is one of those wanted, with the feature of that number from brackets.
    pub(super) fn takes(&self, has: &[String], choice: usize) -> bool {
        let (mut taken, mut or) = (true, false);
        for part in &self.parts {
            let (this, next) = match part {
                Part::All(features) => (holds(features, has), features.last()),
                Part::Brackets(features) if is_choice(features) => {
                    let chosen = features.get(choice).or(features.last());
                    (chosen.is_none_or(|feature| is_had(feature, has)), features.last())
                }
                // Other nodes are taken beside those with the features.
                Part::Brackets(features) => (true, features.last()),
            };
            taken = if or { taken || this } else { taken && this };
            or = next.is_some_and(|feature| feature.or);
        }
        taken
    }
}

/// The first feature that no node of a cluster has; `None` also where that is not known.
pub(super) fn unknown<'s>(constraint: &'s Constraint, cluster: &Cluster) -> Option<&'s str> {
    if cluster.has_more_nodes() {
        return None;
    }
    let groups = cluster.partitions.iter().flat_map(|partition| partition.groups.iter());
    let kinds = groups.flat_map(|group| NodeKind::ALL.map(|kind| (group, kind)));
    let kinds = kinds.filter(|(group, kind)| group.count_of(*kind) > 0);
    let all: Option<Vec<Vec<String>>> = kinds.map(|(group, kind)| group.features(kind)).collect();
    let known: BTreeSet<String> = all?.into_iter().flatten().collect();
    constraint.features.iter().map(|feature| feature.name.as_str()).find(|name| !known.contains(*name))
}

/// Whether there are as many nodes with a feature as a constraint says.
pub(super) fn counts(constraint: &Constraint, units: &[Unit<'_>], demand: &Demand) -> Result<(), Misfit> {
    let counted = || constraint.features.iter().filter_map(|feature| Some((&feature.name, feature.count?)));
    let sum = counted().fold(0_u64, |sum, (_, count)| sum.saturating_add(count));
    at_most(What::Constraint, sum, demand.max_nodes.unwrap_or(u64::MAX))?;
    for (name, count) in counted() {
        let with = units.iter().filter(|unit| unit.has_feature(name));
        at_most(What::Constraint, count, with.map(|unit| unit.nodes).fold(0, u64::saturating_add))?;
    }
    Ok(())
}

fn is_choice(features: &[Feature]) -> bool {
    features.split_last().is_some_and(|(_, before)| before.iter().all(|feature| feature.or))
        && features.iter().all(|feature| feature.count.is_none())
}

/// Operators hold from left to right.
fn holds(features: &[Feature], has: &[String]) -> bool {
    let (mut held, mut or) = (true, false);
    for feature in features {
        let this = is_had(feature, has);
        held = if or { held || this } else { held && this };
        or = feature.or;
    }
    held
}

/// Where so many nodes are enough, the others may be without.
fn is_had(feature: &Feature, has: &[String]) -> bool {
    feature.count.is_some() || has.contains(&feature.name)
}
