//! A stack, as AWS describes it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Moment;

/// A stack at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Stack {
    /// Its name.
    pub name: String,
    /// Its ARN, which names it also after it has been deleted.
    pub id: String,
    /// What it is doing, or how that ended.
    pub status: Status,
    /// What AWS says about the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was created.
    pub created: Moment,
    /// When it was last updated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// Whether termination protection keeps it from being deleted.
    pub protected: bool,
    /// Its parameters; AWS shows secret ones as `****`.
    pub parameters: BTreeMap<String, String>,
    /// Its outputs, in the order of AWS.
    pub outputs: Vec<Output>,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

/// An output of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Output {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The status of a stack or of a resource, such as `CREATE_COMPLETE`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Status(String);

impl Status {
    /// A status by the name that AWS gives it.
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether AWS is at work. A stack that only waits for its first change set to be executed is not at work.
    pub fn is_busy(&self) -> bool {
        self.0.ends_with("_IN_PROGRESS") && !self.is_review()
    }

    /// Whether there is nothing of the stack yet but a change set.
    pub fn is_review(&self) -> bool {
        self.0 == "REVIEW_IN_PROGRESS"
    }

    /// Whether what was last asked for was done.
    pub fn is_success(&self) -> bool {
        matches!(
            self.0.as_str(),
            "CREATE_COMPLETE" | "UPDATE_COMPLETE" | "IMPORT_COMPLETE" | "DELETE_COMPLETE"
        )
    }

    /// Whether something went wrong: a stack that was rolled back, a resource that could not be made.
    pub fn is_failure(&self) -> bool {
        self.0.ends_with("_FAILED") || self.0.contains("ROLLBACK")
    }

    /// Whether the stack was never made and can only be deleted.
    pub fn is_left_over(&self) -> bool {
        matches!(self.0.as_str(), "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" | "DELETE_FAILED")
    }

    /// Whether an update could not be taken back: nothing but that, or deleting, can be done with the stack.
    pub fn is_stuck(&self) -> bool {
        self.0 == "UPDATE_ROLLBACK_FAILED"
    }

    /// Whether the stack is gone.
    pub fn is_deleted(&self) -> bool {
        self.0 == "DELETE_COMPLETE"
    }

    /// Whether a resource is done with what was asked of it.
    pub fn is_complete(&self) -> bool {
        self.0.ends_with("_COMPLETE") || self.0 == "DELETE_SKIPPED"
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Stack {
    /// The value of an output.
    pub fn output(&self, name: &str) -> Option<&str> {
        self.outputs.iter().find(|output| output.name == name).map(|output| output.value.as_str())
    }
}
