//! What a change set would do, as AWS describes it.

use std::collections::BTreeMap;

use serde::Serialize;

/// A change set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangeSet {
    /// Its ARN.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The ARN of its stack.
    pub stack_id: String,
    /// What it would do, in the order of AWS.
    pub changes: Vec<Change>,
    /// The parameters that the stack would have; AWS shows secret ones as `****`.
    pub parameters: BTreeMap<String, String>,
    /// Whether AWS has found out what it would do: `CREATE_COMPLETE`, or `FAILED`.
    pub status: String,
    /// Why, in case of a failure.
    pub reason: Option<String>,
    /// Whether it can be executed: `AVAILABLE`.
    pub execution: String,
}

/// What would be done to one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Change {
    /// The nested stack that the resource is in; `None` for the stack itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nested: Option<String>,
    /// The name of the resource in the template.
    pub resource: String,
    /// What it is called where it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub physical_id: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What would be done.
    pub action: Action,
    /// Whether another resource would take its place.
    pub replacement: Replacement,
    /// The properties that would change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<PropertyChange>,
}

/// What would be done to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Action {
    /// It would be made.
    Add,
    /// It would be changed.
    Modify,
    /// It would leave the stack.
    Remove,
    /// It exists and would become part of the stack.
    Import,
    /// AWS cannot say before it does it.
    Dynamic,
}

/// Whether a resource would be replaced by another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Replacement {
    /// It stays the same.
    #[default]
    No,
    /// It depends on values that are known only when it is done.
    Maybe,
    /// Another one takes its place.
    Yes,
}

/// A property of a resource that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct PropertyChange {
    /// Its name, or the attribute of the resource, such as `Tags`.
    pub name: String,
    /// Whether changing it replaces the resource.
    pub replacement: Replacement,
}

impl ChangeSet {
    /// Whether AWS found that nothing would change. There is no other sign of it than these words.
    pub(super) fn is_empty(&self) -> bool {
        let reason = self.reason.as_deref().unwrap_or_default();
        self.status == "FAILED"
            && ["didn't contain changes", "did not contain changes", "No updates are to be performed"]
                .iter()
                .any(|words| reason.contains(words))
    }

    /// Whether AWS is still finding out what it would do.
    pub(super) fn is_pending(&self) -> bool {
        matches!(
            self.status.as_str(),
            "CREATE_PENDING" | "CREATE_IN_PROGRESS" | "DELETE_PENDING" | "DELETE_IN_PROGRESS"
        )
    }
}
