//! Settings whose change means another resource, below the level of which change sets tell.
//!
//! A change set judges the properties of a resource one by one, and `LustreConfiguration` is one of them, of which most
//! can be changed in place. That a file system is to be of another deployment type is seen only when it is done.

use std::collections::BTreeSet;

use serde_json::Value;

use super::plan::ParameterChange;
use super::references::refer;
use super::{Action, Change, PropertyChange, Replacement};
use crate::template::Template;

/// The type, the property, and the settings in it that the user guide of CloudFormation marks "Update requires:
/// Replacement".
const IMMUTABLE: &[(&str, &str, &[&str])] = &[
    (
        "AWS::FSx::FileSystem",
        "LustreConfiguration",
        &["DeploymentType", "DriveCacheType", "ExportPath", "ImportPath", "ImportedFileChunkSize"],
    ),
    ("AWS::FSx::FileSystem", "OpenZFSConfiguration", &["DeploymentType"]),
];

/// Says of changes that they replace a resource where a setting in a property does that and the change set does not
/// say so. `before` is the template that the stack has, `wanted` the one that it is to have.
pub(super) fn judge(
    changes: &mut [Change],
    before: &Template,
    wanted: &Template,
    parameters: &[ParameterChange],
) {
    let candidate = |change: &Change| {
        change.nested.is_none()
            && change.action == Action::Modify
            && change.replacement != Replacement::Yes
            && IMMUTABLE.iter().any(|(kind, ..)| *kind == change.kind)
    };
    if !changes.iter().any(candidate) {
        return;
    }
    let (before, wanted) = (document(before), document(wanted));
    let differing = parameters.iter().filter(|parameter| parameter.before != parameter.after);
    let differing: BTreeSet<&str> = differing.map(|parameter| parameter.name.as_str()).collect();
    for change in changes.iter_mut().filter(|change| candidate(change)) {
        let known = IMMUTABLE.iter().filter(|(kind, ..)| *kind == change.kind);
        for (property, settings) in known.map(|(_, property, settings)| (*property, *settings)) {
            let settings = settings.iter().filter_map(|setting| {
                let path = format!("/Resources/{}/Properties/{property}/{setting}", change.resource);
                let replacement =
                    difference(before.pointer(&path), wanted.pointer(&path), &wanted, &differing);
                let name = format!("{property}.{setting}");
                (replacement != Replacement::No).then_some(PropertyChange { name, replacement })
            });
            let settings: Vec<PropertyChange> = settings.collect();
            if settings.is_empty() {
                continue;
            }
            let sure = settings.iter().any(|setting| setting.replacement == Replacement::Yes);
            change.replacement = if sure { Replacement::Yes } else { Replacement::Maybe };
            change.properties.retain(|known| known.name != property);
            change.properties.extend(settings);
        }
    }
}

/// Whether a setting gets another value: certainly if it is written out or is that of a parameter, and perhaps if it
/// depends on something that changes.
fn difference(
    before: Option<&Value>,
    wanted: Option<&Value>,
    document: &Value,
    changed: &BTreeSet<&str>,
) -> Replacement {
    if before == wanted {
        return match wanted {
            Some(Value::String(name)) if changed.contains(name.as_str()) => Replacement::Yes,
            Some(value) if depends(value, document, changed, 0) => Replacement::Maybe,
            _ => Replacement::No,
        };
    }
    // A parameter may have been put where its value was.
    Replacement::Maybe
}

/// Whether a value refers to a parameter that changes, or to a condition on one.
fn depends(value: &Value, document: &Value, changed: &BTreeSet<&str>, depth: usize) -> bool {
    const DEEPEST: usize = 8;
    let mut found = false;
    refer(value, &mut |name| {
        let condition = || document.get("Conditions")?.get(name);
        found = found
            || changed.contains(name)
            || (depth < DEEPEST
                && condition().is_some_and(|condition| depends(condition, document, changed, depth + 1)));
    });
    found
}

/// Tags such as `!Ref` say nothing that is needed: what they refer to stands in the value.
fn document(template: &Template) -> Value {
    serde_saphyr::from_str(&template.text).unwrap_or_default()
}
