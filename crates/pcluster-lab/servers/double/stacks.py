"""Stacks and change sets as the API has them: what is checked before anything is done, and what is answered."""

import moto.cloudformation.models as CM
from moto.cloudformation.exceptions import AlreadyExistsException, CloudFormationError, ValidationError
from moto.cloudformation.responses import CloudFormationResponse as Responses
from moto.cloudformation.utils import generate_changeset_id, generate_stack_id
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.ec2 import ec2_backends

from . import stack_changes, stack_work
from .stack_work import in_background, stack_event

LARGEST_TEMPLATE = 51_200
# A page of events has 100 on AWS; here it is short, so that every test sees several of them.
PAGE = 10
NEVER_CHANGED = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED")
EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."


class InsufficientCapabilities(CloudFormationError):
    code = "InsufficientCapabilitiesException"


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


class InvalidChangeSetStatus(CloudFormationError):
    code = "InvalidChangeSetStatus"


# ---- stacks ---------------------------------------------------------------------------------------------------------

_stack_init = CM.Stack.__init__


def stack_init(self, *arguments, **options):
    self.lab_resources, self.lab_types, self.lab_removed = {}, {}, {}
    self.status_reason = None
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


# ---- what is checked before anything is done ------------------------------------------------------------------------


def check(self, body, parameters, old=None):
    if body and self._get_param("TemplateBody") and len(body) > LARGEST_TEMPLATE:
        raise ValidationError(
            message=f"1 validation error detected: Value '{body[:40]}...' at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {LARGEST_TEMPLATE}"
        )
    template = CM.Stack.parse_template(body)
    if not isinstance(template, dict) or not template.get("Resources"):
        raise ValidationError(message="Template format error: At least one Resources member must be defined.")
    check_parameters(self, template.get("Parameters") or {}, parameters, old)
    check_capabilities(self, template)


def check_parameters(self, slots, parameters, old):
    given = {item["ParameterKey"]: item.get("ParameterValue") for item in parameters if not item.get("UsePreviousValue")}
    named = [item["ParameterKey"] for item in parameters]
    extra = [name for name in named if name not in slots]
    if extra:
        raise ValidationError(message=f"Parameters: [{', '.join(extra)}] do not exist in the template")
    previous = {item["ParameterKey"] for item in parameters if item.get("UsePreviousValue")} if old else set()
    missing = [name for name, slot in slots.items() if "Default" not in slot and name not in given and name not in previous]
    if missing:
        raise ValidationError(message=f"Parameters: [{', '.join(missing)}] must have values")
    kept = {name: old.stack_parameters.get(name) for name in previous}
    for name, value in {**kept, **given}.items():
        allowed = slots[name].get("AllowedValues")
        if allowed and str(value) not in [str(item) for item in allowed]:
            raise ValidationError(message=f"Parameter '{name}' must be one of AllowedValues")
        if slots[name].get("Type") == "Number":
            try:
                float(value)
            except (TypeError, ValueError):
                raise ValidationError(message=f"Parameter '{name}' must be a number.") from None
        pairs = ec2_backends[self.current_account][self.region].key_pairs
        if slots[name].get("Type") == "AWS::EC2::KeyPair::KeyName" and value not in pairs:
            raise ValidationError(
                message=f"Parameter validation failed: parameter value {value} for parameter name {name} does not exist. "
                "Rollback requested by user."
            )


def check_capabilities(self, template):
    capabilities = set(self._get_param("Capabilities", []) or [])
    names = ("RoleName", "ManagedPolicyName", "UserName", "GroupName", "InstanceProfileName")
    iam = [item for item in template["Resources"].values() if item.get("Type", "").startswith("AWS::IAM::")]
    named = any(name in (item.get("Properties") or {}) for item in iam for name in names)
    enough = {"CAPABILITY_NAMED_IAM"} if named else {"CAPABILITY_NAMED_IAM", "CAPABILITY_IAM"}
    if iam and not enough & capabilities:
        raise InsufficientCapabilities(f"Requires capabilities : [{'CAPABILITY_NAMED_IAM' if named else 'CAPABILITY_IAM'}]")


def template_body(self):
    url = self._get_param("TemplateURL")
    return self._get_stack_from_s3_url(url) if url else self._get_param("TemplateBody")


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


def must_be_still(stack):
    if stack.status.endswith("_IN_PROGRESS") or stack.status in NEVER_CHANGED:
        raise ValidationError(message=f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated.")


def resolve(stack, parameters):
    """The values of parameters, those that stay what they are among them."""
    previous = stack.stack_parameters if stack else {}
    return {
        item["ParameterKey"]: str(previous[item["ParameterKey"]]) if item.get("UsePreviousValue") else item["ParameterValue"]
        for item in parameters
    }


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


# ---- change sets ----------------------------------------------------------------------------------------------------


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
