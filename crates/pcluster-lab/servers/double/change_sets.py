"""Change sets as the API has them."""

import moto.cloudformation.models as CM
from moto.cloudformation.exceptions import AlreadyExistsException, CloudFormationError, ValidationError
from moto.cloudformation.responses import CloudFormationResponse as Responses
from moto.cloudformation.utils import generate_changeset_id, generate_stack_id
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from . import stack_changes, stack_work
from .stack_checks import check, must_be_still, resolve, template_body
from .stack_work import in_background, stack_event

EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


class InvalidChangeSetStatus(CloudFormationError):
    code = "InvalidChangeSetStatus"


def change_sets_of(backend, stack):
    return [change_set for change_set in backend.change_sets.values() if change_set.stack_id == stack.stack_id]


def find_change_set(self):
    """The change set that a call names, by its ARN or by its name and its stack."""
    name, stack_name = self._get_param("ChangeSetName"), self._get_param("StackName")
    for change_set in self.cloudformation_backend.change_sets.values():
        if name == change_set.change_set_id:
            return change_set
        if name == change_set.change_set_name and stack_name in (change_set.stack_name, change_set.stack_id):
            return change_set
    raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")


def respond_create_change_set(self):
    backend, name = self.cloudformation_backend, self._get_param("StackName")
    kind = self._get_param("ChangeSetType") or "UPDATE"
    stack = next((stack for stack in backend.stacks.values() if name in (stack.name, stack.stack_id)), None)
    parameters = self._get_param("Parameters", []) or []
    set_name = self._get_param("ChangeSetName")
    if kind == "UPDATE":
        if stack is None:
            raise ValidationError(message=f"Stack [{name}] does not exist")
        must_be_still(stack)
    elif stack is not None and stack.status != "REVIEW_IN_PROGRESS":
        raise ValidationError(message=f"Stack [{name}] already exists and cannot be created again with the changeSet [{set_name}].")
    body = template_body(self) or (stack.template if stack else "")
    check(self, body, parameters, stack if kind == "UPDATE" else None)
    tags = {item["Key"]: item["Value"] for item in self._get_param("Tags", []) or []}
    if stack is None:
        stack = CM.Stack(
            stack_id=generate_stack_id(name, self.region, self.current_account),
            name=name,
            template={},
            parameters={},
            account_id=self.current_account,
            region_name=self.region,
            tags=tags,
        )
        backend.stacks[stack.stack_id] = stack
        stack_event(stack, "REVIEW_IN_PROGRESS", "User Initiated")
    if any(change_set.change_set_name == set_name for change_set in change_sets_of(backend, stack)):
        raise AlreadyExistsException(f"ChangeSet {set_name} cannot be created: a change set of this name already exists")
    change_set = new_change_set(self, stack, kind, body, resolve(stack, parameters), tags)
    backend.change_sets[change_set.change_set_id] = change_set
    return ActionResult({"Id": change_set.change_set_id, "StackId": stack.stack_id})


def new_change_set(self, stack, kind, body, parameters, tags):
    change_set = CM.ChangeSet.__new__(CM.ChangeSet)
    name = self._get_param("ChangeSetName")
    change_set.change_set_type, change_set.change_set_name = kind, name
    change_set.change_set_id = generate_changeset_id(name, self.region, self.current_account)
    change_set.stack, change_set.stack_id, change_set.stack_name = stack, stack.stack_id, stack.name
    change_set.description, change_set.template, change_set.tags = self._get_param("Description"), body, tags
    change_set.template_dict = CM.Stack.parse_template(body)
    change_set.notification_arns, change_set.role_arn = None, None
    change_set.creation_time = utcnow()
    plan = stack_changes.planned(stack, change_set.template_dict, parameters)
    change_set.lab_parameters = parameters
    change_set.parameters = {name: shown(change_set, name, value) for name, value in plan.resolved_parameters.items()}
    change_set.changes = stack_changes.difference(stack, change_set.template_dict, plan)
    change_set.status, change_set.execution_status, change_set.status_reason = "CREATE_COMPLETE", "AVAILABLE", None
    same_outputs = stack.template_dict.get("Outputs") == change_set.template_dict.get("Outputs")
    if kind == "UPDATE" and not change_set.changes and same_outputs and tags in ({}, stack.tags):
        change_set.status, change_set.execution_status, change_set.status_reason = "FAILED", "UNAVAILABLE", EMPTY
    return change_set


def shown(change_set, name, value):
    slot = (change_set.template_dict.get("Parameters") or {})[name]
    if slot.get("NoEcho"):
        return "****"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def respond_describe_change_set(self):
    return ActionResult(find_change_set(self))


def respond_delete_change_set(self):
    try:
        change_set = find_change_set(self)
    except ChangeSetNotFound:
        if str(self._get_param("ChangeSetName")).startswith("arn:"):
            return EmptyResult()
        raise
    del self.cloudformation_backend.change_sets[change_set.change_set_id]
    return EmptyResult()


def respond_list_change_sets(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    return ActionResult({"Summaries": change_sets_of(self.cloudformation_backend, stack)})


def respond_execute_change_set(self):
    change_set = find_change_set(self)
    stack = change_set.stack
    if change_set.execution_status != "AVAILABLE":
        raise InvalidChangeSetStatus(
            f"ChangeSet [{change_set.change_set_id}] cannot be executed in its current execution status of [{change_set.execution_status}]"
        )
    if "lab:fail-execute" in change_set.tags:
        raise InvalidChangeSetStatus(change_set.tags["lab:fail-execute"])
    change_set.execution_status = "EXECUTE_IN_PROGRESS"
    stack.lab_token = self._get_param("ClientRequestToken")
    keep = str(self._get_param("RetainExceptOnCreate")).lower() != "true"
    verb = change_set.change_set_type
    stack_event(stack, f"{verb}_IN_PROGRESS", "User Initiated")
    in_background(stack, execute, self.cloudformation_backend, change_set, keep)
    return EmptyResult()


def execute(backend, change_set, keep):
    stack, body, template = change_set.stack, change_set.template, change_set.template_dict
    if change_set.change_set_type == "CREATE":
        stack.tags, stack.parameters = change_set.tags, change_set.lab_parameters
        stack.template, stack.template_dict = body, template
        stack.resource_map = stack_changes.planned(stack, template, change_set.lab_parameters)
        stack.output_map, stack.description = stack._create_output_map(), template.get("Description")
        stack_work.create(stack, keep=keep)
    else:
        stack_changes.update(stack, body, template, change_set.lab_parameters, change_set.tags)
    done = stack.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
    change_set.execution_status = "EXECUTE_COMPLETE" if done else "EXECUTE_FAILED"
    for other in change_sets_of(backend, stack):
        # They were made for what the stack was before.
        if done:
            backend.change_sets.pop(other.change_set_id, None)
        elif other is not change_set:
            other.execution_status = "OBSOLETE"


Responses.create_change_set = respond_create_change_set
Responses.describe_change_set = respond_describe_change_set
Responses.delete_change_set = respond_delete_change_set
Responses.list_change_sets = respond_list_change_sets
Responses.execute_change_set = respond_execute_change_set
