"""CloudFormation: a change set that is asked for again with the same token is the one that is there. Moto makes another
one, and a second stack of the same name."""

from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult

make = CloudFormationResponse.create_change_set


def create_change_set(self):
    backend = self.cloudformation_backend
    token = self._get_param("ClientToken")
    wanted = (self._get_param("StackName"), self._get_param("ChangeSetName"), token)
    for change_set in backend.change_sets.values():
        if token and getattr(change_set, "asked_as", None) == wanted and change_set.stack.stack_id in backend.stacks:
            return ActionResult({"Id": change_set.change_set_id, "StackId": change_set.stack.stack_id})
    result = make(self)
    for change_set in backend.change_sets.values():
        if (change_set.stack.name, change_set.change_set_name) == wanted[:2]:
            change_set.asked_as = wanted
    return result


CloudFormationResponse.create_change_set = create_change_set
