"""IAM: the policy simulator, which moto lacks. It judges with what moto itself judges calls with."""

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.iam.models import iam_backends
from moto.iam.responses import IamResponse


def documents(backend, arn):
    """The policies of a user or a role."""
    kind, name = arn.split(":", 5)[5].split("/", 1)
    name = name.rsplit("/", 1)[-1]
    owner = backend.get_user(name) if kind == "user" else backend.get_role(name)
    return [IAMPolicy(policy) for policy in [*owner.policies.values(), *owner.managed_policies.values()]]


def decision(policies, action, resource):
    """What the policies say together: a denial wins, and without a permission there is none."""
    results = {policy.is_action_permitted(action, resource) for policy in policies}
    if PermissionResult.DENIED in results:
        return "explicitDeny"
    return "allowed" if PermissionResult.PERMITTED in results else "implicitDeny"


def simulate_principal_policy(self):
    backend = iam_backends[self.current_account][self.partition]
    policies = documents(backend, self._get_param("PolicySourceArn"))
    resources = self._get_param("ResourceArns") or ["*"]
    results = [
        {
            "EvalActionName": action,
            "EvalResourceName": resource,
            "EvalDecision": decision(policies, action, resource),
        }
        for action in self._get_param("ActionNames")
        for resource in resources
    ]
    return ActionResult({"EvaluationResults": results, "IsTruncated": False})


IamResponse.simulate_principal_policy = simulate_principal_policy
