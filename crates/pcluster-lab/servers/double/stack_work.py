"""What CloudFormation does to the resources of a stack, one after the other, with events, failures and rollbacks.

Each stack may have tags that say how it goes; without them the environment says so for all:

  lab:delay        PLUS_DELAY        seconds that the whole takes
  lab:fail         PLUS_FAIL         the resource that fails
  lab:fail-reason  PLUS_FAIL_REASON  what is said about it
  lab:fail-on      create, update or delete; each of them by default
  lab:fail-rollback                  the resource that cannot be taken back when something else has failed
  lab:fail-execute                   what is said to a change set that is to be executed
                   PLUS_FAIL_STATUS  what a creation ends in (ROLLBACK_COMPLETE, or CREATE_FAILED without a rollback)
"""
import os
import threading
import time
import uuid

import moto.cloudformation.models as CM
import moto.cloudformation.parsing as P
from moto.core.utils import utcnow
from moto.ec2 import ec2_backends

from .delay import DELAY

FAIL = os.environ.get("PLUS_FAIL", "")
FAIL_STATUS = os.environ.get("PLUS_FAIL_STATUS", "ROLLBACK_COMPLETE")
FAIL_REASON = os.environ.get("PLUS_FAIL_REASON") or (
    'Resource handler returned message: "We currently do not have sufficient capacity in the requested availability zone '
    '(Service: Fsx, Status Code: 400)" (RequestToken: {token}, HandlerErrorCode: ServiceInternalError)'
)
RETAINED = ("Retain", "RetainExceptOnCreate")
STACK = "AWS::CloudFormation::Stack"

# Properties that cannot be changed in place, of the types that the tests change.
REPLACING = {
    "AWS::FSx::FileSystem": {"FileSystemType", "StorageCapacity", "StorageType", "SubnetIds", "SecurityGroupIds", "KmsKeyId"},
    "AWS::EC2::VPC": {"CidrBlock"},
    "AWS::EC2::Subnet": {"AvailabilityZone", "CidrBlock", "VpcId"},
    "AWS::EC2::SecurityGroup": {"GroupDescription", "GroupName", "VpcId"},
    "AWS::S3::Bucket": {"BucketName"},
    "AWS::SecretsManager::Secret": {"Name"},
}

# Settings in a property that can be changed in place otherwise. A change set does not tell of them.
REPLACING_WITHIN = {
    "AWS::FSx::FileSystem": {"LustreConfiguration": {"DeploymentType"}, "OpenZFSConfiguration": {"DeploymentType"}},
}
ROLLBACK_REASON = (
    'Resource handler returned message: "Another operation on it is in progress" '
    "(RequestToken: 7dea4d8d-1111-2222-3333-444455556666, HandlerErrorCode: ResourceConflict)"
)


def setting(stack, name, otherwise=""):
    return (stack.tags or {}).get(f"lab:{name}", otherwise)


def failing(stack, operation):
    """The resource that is to fail in this operation."""
    if operation in setting(stack, "fail-on", "create,update,delete").split(","):
        return setting(stack, "fail", FAIL)
    return ""


def failure_reason(stack):
    return setting(stack, "fail-reason", FAIL_REASON).replace("{token}", str(uuid.uuid4()))


def in_background(stack, work, *arguments):
    """Does work in a thread where it takes time, and at once where it does not."""

    def alone():
        with stack.lab_lock:
            work(*arguments)

    if float(setting(stack, "delay", DELAY)):
        threading.Thread(target=alone, daemon=True).start()
    else:
        alone()


def pauses(stack, steps):
    """Waits a fair part of the whole time each time it is called."""
    part = float(setting(stack, "delay", DELAY)) / max(steps, 1)
    return lambda: time.sleep(part)


def stack_event(stack, status, reason=None):
    stack.status = status
    stack.status_reason = reason
    add_event(stack, stack.name, stack.stack_id, STACK, status, reason)


def resource_event(stack, name, status, reason=None, physical_id=""):
    kind = stack.lab_types.get(name) or stack.resource_map._resource_json_map[name]["Type"]
    stack.lab_types[name] = kind
    known = stack.lab_resources.get(name, {})
    physical_id = physical_id or known.get("PhysicalResourceId", "")
    stack.lab_resources[name] = {
        "LogicalResourceId": name,
        "PhysicalResourceId": physical_id,
        "ResourceType": kind,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
        "LastUpdatedTimestamp": utcnow(),
    }
    add_event(stack, name, physical_id, kind, status, reason)


def add_event(stack, name, physical_id, kind, status, reason):
    event = CM.Event(
        stack_id=stack.stack_id,
        stack_name=stack.name,
        logical_resource_id=name,
        physical_resource_id=physical_id,
        resource_type=kind,
        resource_status=status,
        resource_status_reason=reason,
        resource_properties=None,
    )
    event.client_request_token = getattr(stack, "lab_token", None)
    stack.events.append(event)
    # AWS does not do two things in one millisecond, by which events are told apart in order.
    time.sleep(0.002)


def references(value, found):
    """The names that a part of a template refers to: resources, parameters, conditions."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref" and isinstance(item, str):
                found.add(item)
            elif key == "Fn::GetAtt":
                found.add(item[0] if isinstance(item, list) else str(item).split(".")[0])
            elif key == "Fn::If":
                found.add(item[0])
                references(item[1:], found)
            elif key == "DependsOn":
                found.update([item] if isinstance(item, str) else item)
            elif key == "Condition" and isinstance(item, str):
                found.add(item)
            elif key == "Fn::Sub":
                text = item if isinstance(item, str) else item[0]
                found.update(part.split("}")[0].split(".")[0] for part in text.split("${")[1:])
                references(item, found)
            else:
                references(item, found)
    elif isinstance(value, list):
        for item in value:
            references(item, found)
    return found


def in_order(resource_map):
    """The names of the resources whose condition is met, those that others refer to first."""
    resources = resource_map._resource_json_map
    order, visiting = [], set()

    def visit(name):
        if name in visiting or name not in resources:
            return
        visiting.add(name)
        for other in sorted(references(resources[name], set())):
            visit(other)
        condition = resources[name].get("Condition")
        if not condition or resource_map.lazy_condition_map[condition]:
            order.append(name)

    for name in resources:
        visit(name)
    return order


def physical_id(resource):
    return str(getattr(resource, "physical_resource_id", "") or "")


def make(stack, name):
    """Makes one resource, and a stack in it if that is what it is."""
    resource_event(stack, name, "CREATE_IN_PROGRESS")
    template = stack.resource_map._resource_json_map[name]
    if template["Type"] == STACK:
        return make_nested(stack, name, template)
    resource = stack.resource_map[name]
    resource_event(stack, name, "CREATE_IN_PROGRESS", "Resource creation Initiated", physical_id(resource))
    return resource


def make_nested(stack, name, template):
    properties = P.clean_json(template.get("Properties", {}), stack.resource_map)
    backend = CM.cloudformation_backends[stack.account_id][stack.region_name]
    body = CM.get_stack_from_s3_url(properties["TemplateURL"], account_id=stack.account_id, partition="aws")
    nested = backend.lab_new_stack(
        f"{stack.name}-{name}-{uuid.uuid4().hex[:12].upper()}",
        body,
        {key: str(value) for key, value in (properties.get("Parameters") or {}).items()},
        tags=dict(stack.tags),
    )
    nested.logical_resource_id, nested.cf_resource_type = name, STACK
    resource_event(stack, name, "CREATE_IN_PROGRESS", "Resource creation Initiated", nested.stack_id)
    create(nested, rollback=False)
    if nested.status != "CREATE_COMPLETE":
        raise RuntimeError(f"Embedded stack {nested.stack_id} was not successfully created: {nested.status_reason}")
    stack.resource_map._parsed_resources[name] = nested
    return nested


def create(stack, rollback=True, keep=True):
    """Makes the resources of a new stack. Without `keep`, a rollback deletes what is retained otherwise."""
    names = in_order(stack.resource_map)
    pause, made = pauses(stack, len(names) * 2), []
    for index, name in enumerate(names):
        if stack.status == "DELETE_IN_PROGRESS":
            return
        try:
            if name == failing(stack, "create"):
                resource_event(stack, name, "CREATE_IN_PROGRESS")
                pause()
                raise RuntimeError(failure_reason(stack))
            resource = make(stack, name)
        except Exception as error:
            cancelled = names[index + 1 : index + 3]
            for other in cancelled:
                resource_event(stack, other, "CREATE_IN_PROGRESS")
            resource_event(stack, name, "CREATE_FAILED", str(error))
            for other in cancelled:
                resource_event(stack, other, "CREATE_FAILED", "Resource creation cancelled")
            failed = ", ".join([name, *cancelled])
            reason = f"The following resource(s) failed to create: [{failed}]. "
            if not rollback or FAIL_STATUS == "CREATE_FAILED":
                stack_event(stack, "CREATE_FAILED", reason)
                return
            stack_event(stack, "ROLLBACK_IN_PROGRESS", reason + "Rollback requested by user.")
            left = remove(stack, [*reversed(made)], keep=keep, operation="rollback")
            reason = f"The following resource(s) failed to delete: [{left}]. " if left else None
            stack_event(stack, "ROLLBACK_FAILED" if left else FAIL_STATUS, reason)
            return
        pause()
        pause()
        made.append(name)
        resource_event(stack, name, "CREATE_COMPLETE", physical_id=physical_id(resource))
    if stack.status == "DELETE_IN_PROGRESS":
        return
    stack.resource_map.create(stack.template_dict)  # tags what has tags
    stack.output_map = stack._create_output_map()
    register_exports(stack)
    stack_event(stack, "CREATE_COMPLETE")


def register_exports(stack):
    backend = CM.cloudformation_backends[stack.account_id][stack.region_name]
    for name in [name for name, export in backend.exports.items() if export.exporting_stack_id == stack.stack_id]:
        del backend.exports[name]
    for export in stack.output_map.exports:
        backend.exports[export.name] = export


def remove(stack, names, keep=True, operation=""):
    """Deletes resources; says which one could not be deleted."""
    pause = pauses(stack, len(names) * 2)
    for name in names:
        template = stack.resource_map._resource_json_map.get(name) or stack.lab_removed[name]
        policy = template.get("DeletionPolicy", "Delete")
        if policy in RETAINED and keep:
            resource_event(stack, name, "DELETE_SKIPPED")
            continue
        resource_event(stack, name, "DELETE_IN_PROGRESS")
        pause()
        pause()
        try:
            if operation == "rollback" and name == setting(stack, "fail-rollback"):
                raise RuntimeError(ROLLBACK_REASON)
            if operation == "delete" and name == failing(stack, operation):
                raise RuntimeError(failure_reason(stack))
            delete_resource(stack, name, template)
        except Exception as error:
            resource_event(stack, name, "DELETE_FAILED", str(error))
            return name
        resource_event(stack, name, "DELETE_COMPLETE")
    return None


def delete_resource(stack, name, template):
    resource = stack.resource_map._parsed_resources.get(name)
    if isinstance(resource, CM.Stack):
        destroy(resource)
        if resource.status != "DELETE_COMPLETE":
            raise RuntimeError(f"Embedded stack {resource.stack_id} was not successfully deleted: {resource.status_reason}")
    elif resource is not None and not isinstance(resource, str):
        stack.resource_map._delete_resource(resource, template)
        if template["Type"] == "AWS::EC2::RouteTable":  # moto leaves it
            ec2_backends[stack.account_id][stack.region_name].route_tables.pop(physical_id(resource), None)
    stack.resource_map._parsed_resources.pop(name, None)


def is_there(resource):
    return resource["ResourceStatus"] not in ("CREATE_FAILED", "DELETE_COMPLETE")


def destroy(stack):
    """Deletes a stack with its resources."""
    order = [name for name in reversed(in_order(stack.resource_map)) if name in stack.lab_resources]
    there = [name for name in order if is_there(stack.lab_resources[name])]
    failed = remove(stack, there, operation="delete")
    if failed:
        stack_event(stack, "DELETE_FAILED", f"The following resource(s) failed to delete: [{failed}]. ")
        return
    backend = CM.cloudformation_backends[stack.account_id][stack.region_name]
    backend.stacks.pop(stack.stack_id, None)
    backend.deleted_stacks[stack.stack_id] = stack
    for name in [name for name, export in backend.exports.items() if export.exporting_stack_id == stack.stack_id]:
        del backend.exports[name]
    stack_event(stack, "DELETE_COMPLETE")
