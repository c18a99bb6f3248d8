"""CloudFormation: calls that are repeated with the same token, as they are when an answer was lost, are done once. Moto
makes another change set, with a second stack of the same name, and does not find the one that it has executed."""

from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult, EmptyResult

make = CloudFormationResponse.create_change_set
execute = CloudFormationResponse.execute_change_set

# The tokens of what was executed.
executed = set()


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


def execute_change_set(self):
    token = (self._get_param("ChangeSetName"), self._get_param("ClientRequestToken"))
    if token in executed:
        return EmptyResult()
    result = execute(self)
    executed.add(token)
    return result


CloudFormationResponse.create_change_set = create_change_set
CloudFormationResponse.execute_change_set = execute_change_set
