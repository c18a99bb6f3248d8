//! Features that nodes have to have: `--constraint`.

use thiserror::Error;

use super::unit::Unit;
use super::{Demand, Misfit, What};
use crate::cluster::{Cluster, NodeKind};

/// Features that nodes have to have: names joined with `&` (or a comma) and `|`, which hold from left to right; `(...)`
/// around some of them, `[a|b]` for one and the same on all nodes, `a*2` for so many nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    terms: Vec<(Join, Term)>,
}

/// Why a constraint cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConstraintError {
    /// A bracket has no counterpart, or stands in another one.
    #[error("a bracket has no counterpart, or stands in another one")]
    Bracket,
    /// What stands behind `*` is no number.
    #[error("what stands behind `*` is not a number")]
    Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    And,
    Or,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Feature { name: String, count: Option<u64> },
    /// In parentheses.
    All(Constraint),
    /// In brackets.
    One(Constraint),
}

impl Constraint {
    /// Reads a constraint.
    ///
    /// ```
    /// use pcluster_slurm::fit::Constraint;
    ///
    /// let constraint = Constraint::parse("(p5|p4)&efa").unwrap();
    /// assert_eq!(constraint.features(), ["p5", "p4", "efa"]);
    /// assert!(Constraint::parse("[p5|p4").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// Where brackets have no counterpart, or a count is no number.
    pub fn parse(text: &str) -> Result<Self, ConstraintError> {
        let mut terms = Vec::new();
        let mut join = Join::And;
        let mut rest = text.trim();
        while let Some(first) = rest.chars().next() {
            match first {
                '&' | ',' | '|' => {
                    join = if first == '|' { Join::Or } else { Join::And };
                    rest = rest.get(1..).unwrap_or_default();
                }
                '(' | '[' => {
                    let close = if first == '(' { ')' } else { ']' };
                    let (inside, after) =
                        rest.get(1..).and_then(|rest| rest.split_once(close)).ok_or(ConstraintError::Bracket)?;
                    // Slurm has parentheses in brackets; nothing is nested deeper.
                    let is_flat = !inside.contains(['[', ']']) && (first == '[' || !inside.contains(['(', ')']));
                    if !is_flat {
                        return Err(ConstraintError::Bracket);
                    }
                    let inside = Self::parse(inside)?;
                    terms.push((join, if first == '(' { Term::All(inside) } else { Term::One(inside) }));
                    rest = after;
                }
                ')' | ']' => return Err(ConstraintError::Bracket),
                _ => {
                    let end = rest.find(['&', ',', '|', '(', ')', '[', ']']).unwrap_or(rest.len());
                    let (word, after) = rest.split_at(end);
                    let (name, count) = word.split_once('*').map_or((word, None), |(name, count)| (name, Some(count)));
                    let count = count.map(|count| count.trim().parse().map_err(|_| ConstraintError::Count));
                    terms.push((join, Term::Feature { name: name.trim().to_owned(), count: count.transpose()? }));
                    rest = after;
                }
            }
        }
        Ok(Self { terms })
    }

    /// The features that it names, in their order.
    pub fn features(&self) -> Vec<&str> {
        let mut features = Vec::new();
        self.visit(&mut |name, _| features.push(name));
        features
    }

    /// The first feature that no node of a cluster has; `None` also where that is not known.
    pub fn unknown<'s>(&'s self, cluster: &Cluster) -> Option<&'s str> {
        let groups = || cluster.partitions.iter().flat_map(|partition| partition.groups.iter());
        let is_known = |name: &str| {
            cluster.has_more_nodes()
                || groups().any(|group| {
                    NodeKind::ALL.into_iter().any(|kind| {
                        let has = |features: Vec<String>| features.iter().any(|feature| feature == name);
                        group.count_of(kind) > 0 && group.features(kind).is_none_or(has)
                    })
                })
        };
        self.features().into_iter().find(|name| !name.is_empty() && !is_known(name))
    }

    /// How many features brackets let choose from; 1 without brackets.
    pub(super) fn choices(&self) -> usize {
        let of = |(_, term): &(Join, Term)| match term {
            Term::One(inside) if inside.is_choice() => inside.terms.len(),
            _ => 1,
        };
        self.terms.iter().map(of).max().unwrap_or(1)
    }

    /// Whether a node with these features is one of those wanted, with the feature of that number from brackets.
    pub(super) fn holds(&self, features: &[String], choice: usize) -> bool {
        self.terms.iter().fold(true, |so_far, (join, term)| {
            let this = match term {
                Term::Feature { name, count: None } => name.is_empty() || features.contains(name),
                // So many nodes are enough; the others may be without.
                Term::Feature { .. } => true,
                Term::All(inside) => inside.holds(features, choice),
                Term::One(inside) if inside.is_choice() => {
                    let chosen = inside.terms.get(choice).or(inside.terms.last());
                    chosen.is_none_or(|(_, term)| {
                        Self { terms: vec![(Join::And, term.clone())] }.holds(features, choice)
                    })
                }
                Term::One(inside) => inside.holds(features, choice),
            };
            match join {
                Join::And => so_far && this,
                Join::Or => so_far || this,
            }
        })
    }

    /// Whether there are as many nodes with a feature as it says.
    pub(super) fn counts_fit(&self, units: &[Unit<'_>], demand: &Demand) -> Result<(), Misfit> {
        let mut counts = Vec::new();
        self.visit(&mut |name, count| counts.extend(count.map(|count| (name, count))));
        let sum = counts.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        super::at_most(What::Constraint, sum, demand.max_nodes.unwrap_or(u64::MAX))?;
        for (name, count) in counts {
            let with = units.iter().filter(|unit| unit.has_feature(name));
            super::at_most(What::Constraint, count, with.map(|unit| unit.nodes).fold(0, u64::saturating_add))?;
        }
        Ok(())
    }

    fn is_choice(&self) -> bool {
        self.terms.iter().skip(1).all(|(join, _)| *join == Join::Or)
    }

    fn visit<'s>(&'s self, see: &mut impl FnMut(&'s str, Option<u64>)) {
        let mut open: Vec<&Self> = vec![self];
        // Brackets hold parentheses at most, so that this ends soon; the order is that of the text.
        while let Some(constraint) = open.pop() {
            for (_, term) in &constraint.terms {
                match term {
                    Term::Feature { name, count } => see(name, *count),
                    Term::All(inside) | Term::One(inside) => open.push(inside),
                }
            }
        }
    }
}
