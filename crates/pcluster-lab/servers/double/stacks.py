"""Stacks as the API has them."""

import threading

import moto.cloudformation.models as CM
from moto.cloudformation.exceptions import AlreadyExistsException, ValidationError
from moto.cloudformation.responses import CloudFormationResponse as Responses
from moto.cloudformation.utils import generate_stack_id
from moto.core.responses import ActionResult, EmptyResult

from . import stack_changes, stack_work
from .change_sets import change_sets_of
from .stack_checks import check, must_be_still, resolve, template_body
from .stack_work import in_background, stack_event

# A page of events has 100 on AWS; here it is short, so that every test sees several of them.
PAGE = 10


# ---- the emulator ---------------------------------------------------------------------------------------------------

_stack_init = CM.Stack.__init__


def stack_init(self, *arguments, **options):
    self.lab_resources, self.lab_types, self.lab_removed = {}, {}, {}
    self.status_reason = None
    # One thing is done to a stack at a time.
    self.lab_lock = threading.RLock()
    _stack_init(self, *arguments, **options)
    self.stack_status_reason = None


def new_stack(self, name, template, parameters, tags=None, role_arn=None, notification_arns=None, **options):
    """A stack with nothing made yet."""
    if any(stack.name == name for stack in self.stacks.values()):
        raise AlreadyExistsException(f"Stack [{name}] already exists")
    stack = CM.Stack(
        stack_id=generate_stack_id(name, self.region_name, self.account_id),
        name=name,
        template=template,
        parameters=parameters,
        account_id=self.account_id,
        region_name=self.region_name,
        notification_arns=notification_arns,
        tags=tags,
        role_arn=role_arn,
        cross_stack_resources=self.exports,
        enable_termination_protection=options.get("enable_termination_protection"),
        timeout_in_mins=options.get("timeout_in_mins"),
        stack_policy_body=options.get("stack_policy_body"),
    )
    self.stacks[stack.stack_id] = stack
    stack_event(stack, "CREATE_IN_PROGRESS", "User Initiated")
    return stack


def create_stack(self, name, template, parameters, **options):
    stack = self.lab_new_stack(name, template, parameters, **options)
    in_background(stack, stack_work.create, stack)
    return stack


def update_stack(self, name, template, role_arn, parameters, tags):
    stack = self.get_stack(name)
    resolved = self._resolve_update_parameters(instance=stack, incoming_params=parameters)
    for key, value in stack.parameters.items():
        resolved.setdefault(key, value)
    body = CM.Stack.parse_template(template)
    stack_event(stack, "UPDATE_IN_PROGRESS", "User Initiated")
    in_background(stack, stack_changes.update, stack, template, body, keep_known(body, resolved), tags)
    return stack


def delete_stack(self, name):
    stack = next((stack for stack in self.stacks.values() if name in (stack.name, stack.stack_id)), None)
    if stack is None or stack.status == "DELETE_IN_PROGRESS":
        return
    if stack.status == "REVIEW_IN_PROGRESS":
        for change_set in change_sets_of(self, stack):
            del self.change_sets[change_set.change_set_id]
    stack_event(stack, "DELETE_IN_PROGRESS", "User Initiated")
    in_background(stack, stack_work.destroy, stack)


def keep_known(template, parameters):
    """A parameter that the template no longer has is of no interest."""
    return {key: value for key, value in parameters.items() if key in (template.get("Parameters") or {})}


_outputs = CM.Stack.outputs


def is_complete(stack):
    return stack.status.endswith("_COMPLETE") and stack.status not in ("ROLLBACK_COMPLETE", "DELETE_COMPLETE")


def made(stack):
    """The resources that are there. Looking at others in moto's way would make them."""
    resources = stack.resource_map._parsed_resources
    names = [name for name in stack.resource_map._resource_json_map if resources.get(name) is not None]
    return [resources[name] for name in names]


CM.Stack.outputs = property(lambda self: _outputs.fget(self) if is_complete(self) else None)
CM.Stack.exports = property(lambda self: self.output_map.exports if is_complete(self) else [])
CM.Stack.stack_resources = property(made)
CM.Stack.__init__ = stack_init
CM.Stack.physical_resource_id = property(lambda self: self.stack_id)
CM.CloudFormationBackend.lab_new_stack = new_stack
CM.CloudFormationBackend.create_stack = create_stack
CM.CloudFormationBackend.update_stack = update_stack
CM.CloudFormationBackend.delete_stack = delete_stack


# ---- what is asked for ----------------------------------------------------------------------------------------------

_create_stack, _update_stack = Responses.create_stack, Responses.update_stack


def respond_create_stack(self):
    check(self, template_body(self), self._get_param("Parameters", []) or [])
    return _create_stack(self)


def respond_update_stack(self):
    old = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    body, parameters = template_body(self) or old.template, self._get_param("Parameters", []) or []
    must_be_still(old)
    check(self, body, parameters, old)
    resolved = resolve(old, parameters)
    if body == old.template and all(str(old.stack_parameters.get(key)) == str(value) for key, value in resolved.items()):
        raise ValidationError(message="No updates are to be performed.")
    return _update_stack(self)


def respond_delete_stack(self):
    name, backend = self._get_param("StackName"), self.cloudformation_backend
    stack = next((stack for stack in backend.stacks.values() if name in (stack.name, stack.stack_id)), None)
    if stack is None:
        return EmptyResult()
    if str(stack.enable_termination_protection).lower() == "true":
        raise ValidationError(message=f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    if stack.status.startswith("UPDATE") and stack.status.endswith("_IN_PROGRESS"):
        raise ValidationError(message=f"Stack [{stack.stack_id}] cannot be deleted while in status {stack.status}")
    for export in [export for export in backend.exports.values() if export.exporting_stack_id == stack.stack_id]:
        for other in backend.stacks.values():
            if other is not stack and "ImportValue" in str(other.template) and export.name in str(other.template):
                raise ValidationError(message=f"Export {export.name} cannot be deleted as it is in use by {other.name}")
    stack.lab_token = self._get_param("ClientRequestToken")
    backend.delete_stack(stack.stack_id)
    return EmptyResult()


Responses.create_stack = respond_create_stack
Responses.update_stack = respond_update_stack
Responses.delete_stack = respond_delete_stack


def continue_update_rollback(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    if stack.status != "UPDATE_ROLLBACK_FAILED":
        raise ValidationError(message=f"Stack:{stack.stack_id} is in {stack.status} state and can not be rolled back.")
    stack_event(stack, "UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated")
    for name, resource in list(stack.lab_resources.items()):
        if resource["ResourceStatus"] == "UPDATE_FAILED":
            stack_work.resource_event(stack, name, "UPDATE_COMPLETE")
    stack_event(stack, "UPDATE_ROLLBACK_COMPLETE")
    return EmptyResult()


Responses.continue_update_rollback = continue_update_rollback


def update_termination_protection(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    stack.enable_termination_protection = str(self._get_param("EnableTerminationProtection")).lower() == "true"
    return ActionResult({"StackId": stack.stack_id})


Responses.update_termination_protection = update_termination_protection


# ---- answers --------------------------------------------------------------------------------------------------------


def describe_stack_events(self):
    stack, token = self.cloudformation_backend.get_stack(self._get_param("StackName")), self._get_param("NextToken")
    events = list(stack.events)[::-1]
    ids = [str(event.event_id) for event in events]
    start = ids.index(token) + 1 if token else 0
    page = events[start : start + PAGE]
    more = str(page[-1].event_id) if start + PAGE < len(events) else None
    return ActionResult({"StackEvents": page, "NextToken": more})


def list_stack_resources(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    return ActionResult({"StackResourceSummaries": list(stack.lab_resources.values())})


def describe_stacks_without_deleted(self):
    for stack in [*self.cloudformation_backend.stacks.values(), *self.cloudformation_backend.deleted_stacks.values()]:
        stack.stack_status_reason = stack.status_reason
    return _describe_stacks(self)


_describe_stacks = Responses.describe_stacks
Responses.describe_stacks = describe_stacks_without_deleted
Responses.describe_stack_events = describe_stack_events
Responses.list_stack_resources = list_stack_resources


def validate_template(self):
    template = CM.Stack.parse_template(template_body(self))
    if "Resources" not in template:
        raise ValidationError(message="Template format error: At least one Resources member must be defined.")
    iam = any(item.get("Type", "").startswith("AWS::IAM::") for item in template["Resources"].values())
    parameters = [
        {
            "ParameterKey": name,
            "DefaultValue": str(slot["Default"]) if "Default" in slot else None,
            "NoEcho": bool(slot.get("NoEcho")),
            "Description": slot.get("Description"),
        }
        for name, slot in (template.get("Parameters") or {}).items()
    ]
    capabilities = ["CAPABILITY_NAMED_IAM"] if iam else []
    return ActionResult({"Description": template.get("Description", ""), "Parameters": parameters, "Capabilities": capabilities})


Responses.validate_template = validate_template
