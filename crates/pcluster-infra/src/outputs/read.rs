//! Asking AWS for what a stack gave.

use aws_sdk_cloudformation::types::{Stack, StackStatus};

use crate::Remedy;
use crate::aws::{Failure, FailureKind, Session};

use super::Outputs;

/// Why there are no outputs to be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutputsError {
    /// There is no such stack.
    #[error("there is no stack `{stack}` in {region}")]
    Missing {
        /// The name of the stack.
        stack: String,
        /// The region.
        region: String,
    },
    /// The stack is not complete, so that its outputs are not all there or not those that will last.
    #[error("the stack `{stack}` is not complete: it is in the state {status}")]
    Incomplete {
        /// The name of the stack.
        stack: String,
        /// Its state, as CloudFormation has it.
        status: String,
    },
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
}

impl Remedy for OutputsError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Missing { .. } => Some(
                "make it with `pclusterctl infra deploy`, or name another with `--stack-name` or `--region`"
                    .to_owned(),
            ),
            Self::Incomplete { status, .. } if status.ends_with("_IN_PROGRESS") => Some(
                "wait until it is done: `pclusterctl infra status --follow` shows how far it is".to_owned(),
            ),
            Self::Incomplete { .. } => {
                Some("see what went wrong: `pclusterctl infra status` tells".to_owned())
            }
            Self::Call(failure) => failure.help(),
        }
    }
}

/// What a stack gave. It takes one call, `DescribeStacks`.
pub async fn of_stack(session: &Session, stack_name: &str) -> Result<Outputs, OutputsError> {
    let missing =
        || OutputsError::Missing { stack: stack_name.to_owned(), region: session.region().to_owned() };
    let answer = session.cloudformation().describe_stacks().stack_name(stack_name).send().await;
    let answer = match answer.map_err(|error| Failure::of("cloudformation", "DescribeStacks", &error)) {
        Ok(answer) => answer,
        Err(failure) if failure.kind == FailureKind::NotFound => return Err(missing()),
        Err(failure) => return Err(failure.into()),
    };
    let stack = answer.stacks().first().ok_or_else(missing)?;
    match stack.stack_status() {
        // A change set was made and never executed: there is nothing yet.
        Some(StackStatus::ReviewInProgress | StackStatus::DeleteComplete) => Err(missing()),
        status if status.is_some_and(is_complete) => Ok(outputs(stack, session.region())),
        status => Err(OutputsError::Incomplete {
            stack: stack_name.to_owned(),
            status: status.map_or("unknown", StackStatus::as_str).to_owned(),
        }),
    }
}

/// Whether all resources and outputs are there; after an update that was rolled back they are those before it.
fn is_complete(status: &StackStatus) -> bool {
    matches!(
        status,
        StackStatus::CreateComplete
            | StackStatus::UpdateComplete
            | StackStatus::UpdateCompleteCleanupInProgress
            | StackStatus::UpdateRollbackComplete
            | StackStatus::UpdateRollbackCompleteCleanupInProgress
            | StackStatus::ImportComplete
            | StackStatus::ImportRollbackComplete
    )
}

/// What the description of a stack says.
pub(crate) fn outputs(stack: &Stack, region: &str) -> Outputs {
    let zone = stack
        .parameters()
        .iter()
        .find(|parameter| parameter.parameter_key() == Some("PrimarySubnetAZ"))
        .and_then(|parameter| parameter.resolved_value().or(parameter.parameter_value()))
        .filter(|zone| !zone.is_empty());
    let pairs = stack.outputs().iter().filter_map(|output| {
        Some((output.output_key()?.to_owned(), output.output_value().unwrap_or_default().to_owned()))
    });
    Outputs::new(stack.stack_name().unwrap_or_default(), region, zone.map(str::to_owned), pairs)
}
