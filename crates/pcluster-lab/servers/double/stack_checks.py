"""What is checked before anything is done to a stack."""

import moto.cloudformation.models as CM
from moto.cloudformation.exceptions import CloudFormationError, ValidationError
from moto.ec2 import ec2_backends

LARGEST_TEMPLATE = 51_200
NEVER_CHANGED = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED")


class InsufficientCapabilities(CloudFormationError):
    code = "InsufficientCapabilitiesException"


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
