//! What happens to the resources of a stack.

use serde::Serialize;

use super::{Moment, Status};

/// The type of a stack, which is a resource of the stack it is nested in, and of itself.
pub(super) const STACK_TYPE: &str = "AWS::CloudFormation::Stack";

/// A resource has a new status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ResourceEvent {
    /// What makes it different from all other events.
    pub id: String,
    /// When it happened.
    pub time: Moment,
    /// The ARN of the stack that the resource belongs to.
    pub stack_id: String,
    /// The name of that stack.
    pub stack_name: String,
    /// The name of the resource in the template.
    pub resource: String,
    /// What the resource is called where it exists; empty before that.
    pub physical_id: String,
    /// The type of the resource.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its new status.
    pub status: Status,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl ResourceEvent {
    /// Whether this is about the stack itself and not about one of its resources.
    pub fn is_of_stack(&self) -> bool {
        self.kind == STACK_TYPE && (self.physical_id == self.stack_id || self.resource == self.stack_name)
    }

    /// Why, without request numbers and the like.
    pub fn said(&self) -> Option<String> {
        self.reason.as_deref().map(|reason| super::reason::Reason::read(reason).message)
    }

    /// The ARN of the nested stack that this resource is.
    pub fn nested_stack(&self) -> Option<&str> {
        let nested = self.kind == STACK_TYPE && !self.is_of_stack() && self.physical_id.starts_with("arn:");
        nested.then_some(self.physical_id.as_str())
    }

    /// Whether what follows is what somebody asked the stack to do, as opposed to how it ends or rolls back.
    pub(super) fn starts_operation(&self) -> bool {
        self.is_of_stack()
            && matches!(
                self.status.as_str(),
                "CREATE_IN_PROGRESS" | "UPDATE_IN_PROGRESS" | "DELETE_IN_PROGRESS" | "IMPORT_IN_PROGRESS"
            )
    }
}

/// What can be seen while a stack is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum FollowEvent {
    /// AWS is at work on the stack.
    Started {
        /// The name of the stack.
        stack: String,
        /// Its ARN.
        stack_id: String,
        /// When the work began; `None` where AWS has not said so yet.
        since: Option<Moment>,
    },
    /// A resource, or the stack itself, has a new status.
    Resource(ResourceEvent),
    /// The stack is protected from being deleted.
    Protected {
        /// The name of the stack.
        stack: String,
    },
}
