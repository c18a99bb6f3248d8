//! Brings every subject to every rule that looks at its kind.

use std::sync::OnceLock;

use crate::model::cluster::ClusterConfig;
use crate::model::image::ImageConfig;

use super::super::{RuleDef, RuleEntry, entries};
use super::walk::{walk_cluster, walk_image};
use super::{Facts, Finding, Subject};

/// The rules by the kind of subject that they look at.
fn by_subject() -> &'static [Vec<&'static RuleDef>] {
    static RULES: OnceLock<Vec<Vec<&'static RuleDef>>> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut by_subject = vec![Vec::new(); Subject::KINDS];
        for RuleEntry { rule, .. } in entries() {
            if let Some(rules) = by_subject.get_mut(rule.check.ordinal()) {
                rules.push(*rule);
            }
        }
        by_subject
    })
}

/// What the rules have to say about a cluster.
pub(crate) fn judge_cluster(
    cluster: &ClusterConfig,
    facts: &Facts<'_>,
    say: &mut dyn FnMut(&'static RuleDef, Finding),
) {
    walk_cluster(cluster, &mut |subject| judge(&subject, facts, say));
}

/// What the rules have to say about an image.
pub(crate) fn judge_image(
    image: &ImageConfig,
    facts: &Facts<'_>,
    say: &mut dyn FnMut(&'static RuleDef, Finding),
) {
    walk_image(image, &mut |subject| judge(&subject, facts, say));
}

fn judge(subject: &Subject<'_>, facts: &Facts<'_>, say: &mut dyn FnMut(&'static RuleDef, Finding)) {
    for rule in by_subject().get(subject.ordinal()).into_iter().flatten() {
        // A validator that the release does not have says nothing.
        if rule.official.is_none_or(|official| facts.has_validator(official)) {
            rule.check.run(subject, facts, &mut |finding| say(rule, finding));
        }
    }
}
