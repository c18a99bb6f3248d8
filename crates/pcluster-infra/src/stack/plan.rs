//! What deploying would do.

use serde::Serialize;

use super::duration::Step;
use super::immutable;
use super::references::References;
use super::request::{Request, Sent};
use super::status::Stack;
use super::{Action, Change, ChangeSet, Replacement};
use crate::template::{DeletionPolicy, Template, data_of};

/// What deploying would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Plan {
    /// The name of the stack.
    pub stack: String,
    /// The region.
    pub region: String,
    /// Whether the stack is new.
    pub action: PlanAction,
    /// What would be done to its resources.
    pub changes: Vec<Change>,
    /// The parameters that are given or that change.
    pub parameters: Vec<ParameterChange>,
    /// What would be lost.
    pub risks: Vec<Risk>,
    /// How long it takes, in seconds; a rough figure.
    pub expected_seconds: u64,
}

/// What is done to a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanAction {
    /// It is made.
    Create,
    /// It is changed.
    Update,
}

/// A parameter that is given, or that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ParameterChange {
    /// Its name.
    pub name: String,
    /// The value that it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value that it would have; `None` where the template no longer has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A resource that holds something which nobody can make again, and that would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Risk {
    /// The name of the resource in the template, after the names of the stacks that it is nested in: what
    /// `--allow-replacement` takes.
    pub resource: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub physical_id: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is in it, such as "the files in it".
    pub data: String,
    /// What would happen to it.
    pub danger: Danger,
    /// The properties whose change causes it.
    pub because: Vec<String>,
    /// What would stay of it.
    pub retention: DeletionPolicy,
}

/// What would happen to a resource that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Danger {
    /// Another one, an empty one, would take its place.
    Replaced,
    /// That depends on values that are known only when it is done.
    MayBeReplaced,
    /// It would leave the stack.
    Removed,
}

impl Plan {
    /// What a change set would do to a stack, which is `None` where there is none yet.
    ///
    /// What stays of a resource that goes is what the new template says of one that is replaced. One that leaves is no
    /// longer in it: `before` is the template that the stack has.
    pub(super) fn of(
        request: &Request,
        region: &str,
        stack: Option<&Stack>,
        before: Option<&Template>,
        changes: &ChangeSet,
    ) -> Self {
        let parameters = parameters(request, stack, changes);
        let mut changes = changes.changes.clone();
        if let Some(before) = before {
            immutable::judge(&mut changes, before, &request.template, &parameters);
        }
        let steps: Vec<(&str, &str, Step)> = changes
            .iter()
            .filter(|change| change.nested.is_none())
            .map(|change| {
                let step = match change.action {
                    Action::Modify if change.replacement != Replacement::No => Step::Create,
                    Action::Modify | Action::Import => Step::Update,
                    Action::Remove => Step::Delete,
                    Action::Add | Action::Dynamic => Step::Create,
                };
                (change.resource.as_str(), change.kind.as_str(), step)
            })
            .collect();
        Self {
            stack: request.stack.clone(),
            region: region.to_owned(),
            action: if stack.is_some() { PlanAction::Update } else { PlanAction::Create },
            parameters,
            risks: changes.iter().filter_map(|change| Risk::of(change, request, before)).collect(),
            expected_seconds: References::read(&request.template).longest(&steps),
            changes,
        }
    }

    /// The risks that nobody has accepted; `accepted` holds their names.
    pub fn refused(&self, accepted: &[String]) -> Vec<&Risk> {
        self.risks.iter().filter(|risk| !accepted.contains(&risk.resource)).collect()
    }

    /// How many resources would be made, changed, replaced, removed.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for change in &self.changes {
            let index = match (change.action, change.replacement) {
                (Action::Add | Action::Import, _) => 0,
                (Action::Remove, _) => 3,
                (Action::Modify | Action::Dynamic, Replacement::No) => 1,
                (Action::Modify | Action::Dynamic, _) => 2,
            };
            counts[index] += 1;
        }
        counts
    }
}

impl Change {
    /// The name of the resource, after those of the stacks that it is nested in.
    pub fn path(&self) -> String {
        self.nested
            .as_ref()
            .map_or_else(|| self.resource.clone(), |within| format!("{within}/{}", self.resource))
    }
}

impl Risk {
    fn of(change: &Change, request: &Request, before: Option<&Template>) -> Option<Self> {
        let danger = match (change.action, change.replacement) {
            (Action::Remove, _) => Danger::Removed,
            (Action::Modify, Replacement::Yes) => Danger::Replaced,
            (Action::Modify, Replacement::Maybe) | (Action::Dynamic, _) => Danger::MayBeReplaced,
            _ => return None,
        };
        // What a nested template retains is not known here.
        let retention = match (&change.nested, danger) {
            (Some(_), _) => DeletionPolicy::Delete,
            (None, Danger::Removed) => {
                let known = before.and_then(|template| template.resource(&change.resource));
                known.map_or(DeletionPolicy::Delete, |resource| resource.deletion_policy)
            }
            (None, _) => {
                let known = request.template.resource(&change.resource);
                known.map_or(DeletionPolicy::Delete, |resource| resource.update_replace_policy)
            }
        };
        let because = change.properties.iter().filter(|property| property.replacement != Replacement::No);
        let data = data_of(&change.kind)?;
        Some(Self {
            data: data.to_owned(),
            resource: change.path(),
            physical_id: change.physical_id.clone(),
            kind: change.kind.clone(),
            danger,
            because: because.map(|property| property.name.clone()).collect(),
            retention,
        })
    }
}

/// The parameters that are given or that change. Those of a change set have their defaults filled in.
fn parameters(request: &Request, stack: Option<&Stack>, changes: &ChangeSet) -> Vec<ParameterChange> {
    let sent = request.sent(stack);
    let before = |name: &str| stack.and_then(|stack| stack.parameters.get(name));
    let after = |name: &str| match sent.get(name) {
        Some(Sent::Value(_)) if request.is_secret(name) => Some("****".to_owned()),
        Some(Sent::Value(value)) => Some(value.clone()),
        Some(Sent::Previous) => before(name).cloned(),
        None => {
            let default = request.template.parameter(name).and_then(|parameter| parameter.default.clone());
            changes.parameters.get(name).cloned().or(default)
        }
    };
    let of_template = request.template.parameters.iter().map(|parameter| ParameterChange {
        name: parameter.name.clone(),
        before: before(&parameter.name).cloned(),
        after: after(&parameter.name),
    });
    let gone = stack.into_iter().flat_map(|stack| &stack.parameters);
    let gone = gone.filter(|(name, _)| request.template.parameter(name).is_none()).map(|(name, value)| {
        ParameterChange { name: name.clone(), before: Some(value.clone()), after: None }
    });
    of_template
        .chain(gone)
        .filter(|change| change.before != change.after || request.parameters.contains_key(&change.name))
        .collect()
}
