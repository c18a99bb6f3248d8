//! Which resources of a template refer to which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::duration::{Step, expected};
use crate::template::Template;

/// More links than this mean that the references go in a circle, which AWS refuses.
const LONGEST_CHAIN: usize = 64;

/// Which resources refer to which others: CloudFormation makes the others first.
#[derive(Clone, Debug, Default)]
pub(super) struct References(BTreeMap<String, BTreeSet<String>>);

impl References {
    /// Reads them out of a template. A text that only looks like a reference does no harm: time is estimated from them
    /// and nothing else.
    pub(super) fn read(template: &Template) -> Self {
        // Tags such as `!Ref` say nothing that is needed: what they refer to stands in the value.
        let document: Value = serde_saphyr::from_str(&template.text).unwrap_or_default();
        let resources = document.get("Resources").and_then(Value::as_object);
        let references = template.resources.iter().map(|resource| {
            let mut found = BTreeSet::new();
            if let Some(value) = resources.and_then(|resources| resources.get(&resource.logical_id)) {
                refer(value, &mut |name| {
                    if name != resource.logical_id && template.resource(name).is_some() {
                        found.insert(name.to_owned());
                    }
                });
            }
            (resource.logical_id.clone(), found)
        });
        Self(references.collect())
    }

    /// How long it takes to do something with several resources, in seconds: CloudFormation waits where one refers to
    /// another and works on the others at once, so the longest chain counts.
    pub(super) fn longest(&self, steps: &[(&str, &str, Step)]) -> u64 {
        let own = steps.iter().map(|(name, kind, step)| (*name, expected(kind, *step))).collect();
        let mut known = BTreeMap::new();
        steps.iter().map(|(name, _, _)| self.chain(name, &own, &mut known, 0)).max().unwrap_or(0)
    }

    fn chain<'a>(
        &'a self,
        name: &'a str,
        own: &BTreeMap<&str, u64>,
        known: &mut BTreeMap<&'a str, u64>,
        depth: usize,
    ) -> u64 {
        if let Some(seconds) = known.get(name) {
            return *seconds;
        }
        if depth > LONGEST_CHAIN {
            return 0;
        }
        let others = self.0.get(name).into_iter().flatten();
        let before = others.map(|other| self.chain(other, own, known, depth + 1)).max().unwrap_or(0);
        let whole = before + own.get(name).copied().unwrap_or(0);
        known.insert(name, whole);
        whole
    }
}

/// Hands over whatever may be a reference to a resource: `Name`, `Name.Attribute`, `... ${Name} ...`.
pub(super) fn refer(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => {
            found(text.split('.').next().unwrap_or(text));
            for part in text.split("${").skip(1) {
                found(part.split(['}', '.']).next().unwrap_or(part));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| refer(item, found)),
        Value::Object(entries) => entries.values().for_each(|item| refer(item, found)),
        _ => {}
    }
}
