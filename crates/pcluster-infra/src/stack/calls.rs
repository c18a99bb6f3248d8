//! The calls to CloudFormation, and their answers in the words of this module.

use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types as sdk;

use super::event::ResourceEvent;
use super::retained::Resource;
use super::status::{Output, Stack, Status};
use super::{Action, Change, ChangeSet, Moment, PropertyChange, Replacement};
use crate::aws::{Failure, FailureKind, Session};

const SERVICE: &str = "cloudformation";

/// CloudFormation.
#[derive(Clone, Debug)]
pub(super) struct Calls {
    pub(super) client: Client,
}

/// A name and status of a change set in the list of a stack.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) execution: String,
}

impl Calls {
    pub(super) fn new(session: &Session) -> Self {
        Self { client: session.cloudformation() }
    }

    /// A stack by its name, or by its ARN, which also finds it after it was deleted; `None` if there is none.
    pub(super) async fn stack(&self, name: &str) -> Result<Option<Stack>, Failure> {
        match self.client.describe_stacks().stack_name(name).send().await {
            Ok(answer) => Ok(answer.stacks().first().map(stack)),
            Err(error) => missing(Failure::of(SERVICE, "DescribeStacks", &error)),
        }
    }

    /// A page of the events of a stack, the latest first, and where the next page begins.
    pub(super) async fn events(
        &self,
        stack: &str,
        page: Option<String>,
    ) -> Result<(Vec<ResourceEvent>, Option<String>), Failure> {
        let answer = self.client.describe_stack_events().stack_name(stack).set_next_token(page).send().await;
        let answer = answer.map_err(|error| Failure::of(SERVICE, "DescribeStackEvents", &error))?;
        let events = answer.stack_events().iter().map(event).collect();
        Ok((events, answer.next_token().map(str::to_owned)))
    }

    /// The resources of a stack.
    pub(super) async fn resources(&self, stack: &str) -> Result<Vec<Resource>, Failure> {
        let mut resources = Vec::new();
        let mut page = None;
        loop {
            let answer =
                self.client.list_stack_resources().stack_name(stack).set_next_token(page).send().await;
            let answer = answer.map_err(|error| Failure::of(SERVICE, "ListStackResources", &error))?;
            resources.extend(answer.stack_resource_summaries().iter().map(resource));
            page = answer.next_token().map(str::to_owned);
            if page.is_none() {
                return Ok(resources);
            }
        }
    }

    /// The template that a stack was made of, as it was given.
    pub(super) async fn template(&self, stack: &str) -> Result<String, Failure> {
        let answer = self.client.get_template().stack_name(stack).send().await;
        let answer = answer.map_err(|error| Failure::of(SERVICE, "GetTemplate", &error))?;
        Ok(answer.template_body().unwrap_or_default().to_owned())
    }

    /// The change sets of a stack that have not been executed with success.
    pub(super) async fn change_sets(&self, stack: &str) -> Result<Vec<Listed>, Failure> {
        let mut found = Vec::new();
        let mut page = None;
        loop {
            let answer = self.client.list_change_sets().stack_name(stack).set_next_token(page).send().await;
            let answer = answer.map_err(|error| Failure::of(SERVICE, "ListChangeSets", &error))?;
            // A name may be that of change sets of several stacks.
            let own = answer.summaries().iter().filter(|summary| {
                [summary.stack_id(), summary.stack_name()].contains(&Some(stack))
                    || summary.stack_id().is_none()
            });
            found.extend(own.map(|summary| Listed {
                name: summary.change_set_name().unwrap_or_default().to_owned(),
                execution: summary.execution_status().map_or("", |status| status.as_str()).to_owned(),
            }));
            page = answer.next_token().map(str::to_owned);
            if page.is_none() {
                return Ok(found);
            }
        }
    }

    /// A change set of a stack with all its changes, those of nested stacks too; `None` if there is none.
    pub(super) async fn change_set(&self, stack: &str, name: &str) -> Result<Option<ChangeSet>, Failure> {
        let mut whole: Option<ChangeSet> = None;
        let mut nested = Vec::new();
        let mut page = None;
        loop {
            let call = self.client.describe_change_set().stack_name(stack).change_set_name(name);
            let answer = match call.set_next_token(page).send().await {
                Ok(answer) => answer,
                Err(error) => return missing(Failure::of(SERVICE, "DescribeChangeSet", &error)),
            };
            for changed in answer.changes().iter().filter_map(sdk::Change::resource_change) {
                if let Some(id) = changed.change_set_id() {
                    nested
                        .push((changed.logical_resource_id().unwrap_or_default().to_owned(), id.to_owned()));
                }
            }
            let changes = answer.changes().iter().filter_map(sdk::Change::resource_change).map(change);
            let described = whole.get_or_insert_with(|| ChangeSet {
                id: answer.change_set_id().unwrap_or_default().to_owned(),
                name: answer.change_set_name().unwrap_or_default().to_owned(),
                stack_id: answer.stack_id().unwrap_or_default().to_owned(),
                changes: Vec::new(),
                parameters: answer.parameters().iter().filter_map(parameter).collect(),
                status: answer.status().map_or("", |status| status.as_str()).to_owned(),
                reason: answer.status_reason().map(str::to_owned),
                execution: answer.execution_status().map_or("", |status| status.as_str()).to_owned(),
            });
            described.changes.extend(changes);
            page = answer.next_token().map(str::to_owned);
            if page.is_none() {
                break;
            }
        }
        for (within, id) in nested {
            // The changes of a nested stack stand in a change set of its own.
            let Some(inner) = Box::pin(self.change_set("", &id)).await? else { continue };
            if let Some(whole) = &mut whole {
                whole.changes.extend(inner.changes.into_iter().map(|change| Change {
                    nested: Some(
                        change.nested.map_or_else(|| within.clone(), |inner| format!("{within}/{inner}")),
                    ),
                    ..change
                }));
            }
        }
        Ok(whole)
    }

    /// Deletes a change set, if it is there.
    pub(super) async fn delete_change_set(&self, stack: &str, name: &str) -> Result<(), Failure> {
        let call = self.client.delete_change_set().stack_name(stack).change_set_name(name).send().await;
        let gone =
            call.map(|_| Some(())).or_else(|error| missing(Failure::of(SERVICE, "DeleteChangeSet", &error)));
        gone.map(|_| ())
    }

    /// Begins to delete a stack. A stack that is not there is no failure.
    pub(super) async fn delete_stack(&self, stack: &str, token: &str) -> Result<(), Failure> {
        let call = self.client.delete_stack().stack_name(stack).client_request_token(token).send().await;
        call.map(|_| ()).map_err(|error| Failure::of(SERVICE, "DeleteStack", &error))
    }

    /// Switches termination protection on or off.
    pub(super) async fn protect(&self, stack: &str, protected: bool) -> Result<(), Failure> {
        let call = self.client.update_termination_protection().stack_name(stack);
        let answer = call.enable_termination_protection(protected).send().await;
        answer.map(|_| ()).map_err(|error| Failure::of(SERVICE, "UpdateTerminationProtection", &error))
    }
}

/// A token that makes AWS take a call that it gets twice for one call.
pub(super) fn token(name: &str) -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    format!("{name}-{:x}-{:x}", since.as_millis(), std::process::id())
}

/// That something is not there is an answer.
fn missing<T>(failure: Failure) -> Result<Option<T>, Failure> {
    if failure.kind == FailureKind::NotFound { Ok(None) } else { Err(failure) }
}

fn stack(answer: &sdk::Stack) -> Stack {
    let moment = |time: Option<&_>| time.map(Moment::of);
    let times = [answer.last_updated_time(), answer.deletion_time()];
    Stack {
        name: answer.stack_name().unwrap_or_default().to_owned(),
        id: answer.stack_id().unwrap_or_default().to_owned(),
        status: Status::new(answer.stack_status().map_or("", |status| status.as_str())),
        reason: answer.stack_status_reason().filter(|reason| !reason.is_empty()).map(str::to_owned),
        created: moment(answer.creation_time()).unwrap_or_default(),
        updated: times.into_iter().filter_map(moment).max(),
        protected: answer.enable_termination_protection().unwrap_or_default(),
        parameters: answer.parameters().iter().filter_map(parameter).collect(),
        outputs: answer
            .outputs()
            .iter()
            .map(|output| Output {
                name: output.output_key().unwrap_or_default().to_owned(),
                value: output.output_value().unwrap_or_default().to_owned(),
            })
            .collect(),
        tags: answer
            .tags()
            .iter()
            .map(|tag| (tag.key().unwrap_or_default().to_owned(), tag.value().unwrap_or_default().to_owned()))
            .collect(),
    }
}

fn parameter(answer: &sdk::Parameter) -> Option<(String, String)> {
    let value = answer.resolved_value().or(answer.parameter_value()).unwrap_or_default();
    // A parameter that holds the name of an SSM parameter is what was given, not what it stands for.
    let value = answer.parameter_value().unwrap_or(value);
    Some((answer.parameter_key()?.to_owned(), value.to_owned()))
}

fn event(answer: &sdk::StackEvent) -> ResourceEvent {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    ResourceEvent {
        id: text(answer.event_id()),
        time: answer.timestamp().map(Moment::of).unwrap_or_default(),
        stack_id: text(answer.stack_id()),
        stack_name: text(answer.stack_name()),
        resource: text(answer.logical_resource_id()),
        physical_id: text(answer.physical_resource_id()),
        kind: text(answer.resource_type()),
        status: Status::new(answer.resource_status().map_or("", |status| status.as_str())),
        reason: answer.resource_status_reason().filter(|reason| !reason.is_empty()).map(str::to_owned),
    }
}

fn resource(answer: &sdk::StackResourceSummary) -> Resource {
    Resource {
        resource: answer.logical_resource_id().unwrap_or_default().to_owned(),
        physical_id: answer.physical_resource_id().unwrap_or_default().to_owned(),
        kind: answer.resource_type().unwrap_or_default().to_owned(),
        status: Status::new(answer.resource_status().map_or("", |status| status.as_str())),
        reason: answer.resource_status_reason().filter(|reason| !reason.is_empty()).map(str::to_owned),
    }
}

fn change(answer: &sdk::ResourceChange) -> Change {
    let mut properties: Vec<PropertyChange> = Vec::new();
    for target in answer.details().iter().filter_map(sdk::ResourceChangeDetail::target) {
        let attribute = target.attribute().map_or("", |attribute| attribute.as_str());
        let name = target.name().unwrap_or(attribute).to_owned();
        let replacement = match target.requires_recreation().map(sdk::RequiresRecreation::as_str) {
            Some("Always") => Replacement::Yes,
            Some("Conditionally") => Replacement::Maybe,
            _ => Replacement::No,
        };
        // A property is named once for the template and once for each parameter that it depends on.
        match properties.iter_mut().find(|property| property.name == name) {
            Some(known) if known.replacement == Replacement::No => known.replacement = replacement,
            Some(_) => {}
            None => properties.push(PropertyChange { name, replacement }),
        }
    }
    Change {
        nested: None,
        resource: answer.logical_resource_id().unwrap_or_default().to_owned(),
        physical_id: answer.physical_resource_id().filter(|id| !id.is_empty()).map(str::to_owned),
        kind: answer.resource_type().unwrap_or_default().to_owned(),
        action: match answer.action().map(sdk::ChangeAction::as_str) {
            Some("Add") => Action::Add,
            Some("Modify") => Action::Modify,
            Some("Remove") => Action::Remove,
            Some("Import") => Action::Import,
            _ => Action::Dynamic,
        },
        replacement: match answer.replacement().map(sdk::Replacement::as_str) {
            Some("True") => Replacement::Yes,
            Some("Conditional") => Replacement::Maybe,
            _ => Replacement::No,
        },
        properties,
    }
}
