"""What would change in a stack, and changing it."""
import moto.cloudformation.models as CM
import moto.cloudformation.parsing as P

from .stack_work import (
    REPLACING,
    REPLACING_WITHIN,
    RETAINED,
    ROLLBACK_REASON,
    delete_resource,
    failing,
    failure_reason,
    in_order,
    make,
    pauses,
    physical_id,
    references,
    register_exports,
    resource_event,
    setting,
    stack_event,
)


class Change(CM.Change):
    """A change, with what AWS tells about it."""

    def __init__(self, action, name, kind, resource_id=None, details=()):
        super().__init__(action=action, logical_resource_id=name, resource_type=kind)
        self.physical_resource_id = resource_id
        self.details = list(details)
        self.scope = sorted({detail["Target"]["Attribute"] for detail in self.details}) or None
        recreation = {detail["Target"].get("RequiresRecreation", "Never") for detail in self.details}
        words = {"Always": "True", "Conditionally": "Conditional", "Never": "False"}
        order = ["Always", "Conditionally", "Never"]
        worst = next((word for word in order if word in recreation), "Never")
        self.replacement = words[worst] if action == "Modify" else None
        self.lab_replaces = self.replacement == "True"


def planned(stack, template, parameters):
    """The resources that a stack would have, none of them made."""
    new = P.ResourceMap(
        stack.stack_id,
        stack.name,
        parameters,
        stack.tags,
        account_id=stack.account_id,
        region_name=stack.region_name,
        template=template,
        cross_stack_resources=CM.cloudformation_backends[stack.account_id][stack.region_name].exports,
    )
    new.load()
    return new


def difference(stack, template, new):
    """The changes from a stack to what is planned."""
    old = stack.resource_map
    parameters = {
        name
        for name in {**old.resolved_parameters, **new.resolved_parameters}
        if str(old.resolved_parameters.get(name)) != str(new.resolved_parameters.get(name))
    }
    conditions = template.get("Conditions") or {}
    changed = parameters | {name for name, value in conditions.items() if references(value, set()) & parameters}
    wanted = in_order(new)
    have = [name for name in in_order(old) if name in stack.lab_resources] if old._resource_json_map else []
    changes = []
    for name in wanted:
        description = new._resource_json_map[name]
        if name not in have:
            changes.append(Change("Add", name, description["Type"]))
            continue
        details = details_of(old._resource_json_map[name], description, changed)
        if details:
            resource_id = stack.lab_resources[name]["PhysicalResourceId"]
            change = Change("Modify", name, description["Type"], resource_id, details)
            change.lab_replaces |= replaces_within(old._resource_json_map[name], description, changed)
            changes.append(change)
    # What refers to something that is replaced may be replaced too: AWS knows that only when it does it.
    replaced = {change.logical_resource_id for change in changes if change.replacement == "True"}
    for name in wanted:
        description = new._resource_json_map[name]
        if name in have and not any(change.logical_resource_id == name for change in changes):
            details = details_of(description, description, replaced, "Dynamic")
            if details:
                resource_id = stack.lab_resources[name]["PhysicalResourceId"]
                changes.append(Change("Modify", name, description["Type"], resource_id, details))
    for name in have:
        if name not in wanted:
            kind = old._resource_json_map[name]["Type"]
            changes.append(Change("Remove", name, kind, stack.lab_resources[name]["PhysicalResourceId"]))
    return changes


def details_of(before, after, changed, evaluation="Static"):
    """The properties that differ, or that refer to something that has changed."""
    old, new = before.get("Properties") or {}, after.get("Properties") or {}
    replacing = REPLACING.get(after["Type"], set())
    details = []
    for name in {**old, **new}:
        causes = references(new.get(name), set()) & changed
        if old.get(name) == new.get(name) and not causes:
            continue
        recreation = "Never"
        if name in replacing:
            recreation = "Conditionally" if evaluation == "Dynamic" else "Always"
        detail = {
            "Target": {"Attribute": "Properties", "Name": name, "RequiresRecreation": recreation},
            "Evaluation": evaluation,
            "ChangeSource": "ParameterReference" if causes else "DirectModification",
        }
        if causes:
            detail["CausingEntity"] = sorted(causes)[0]
        details.append(detail)
    return details


def replaces_within(before, after, changed):
    """Whether a setting within a property makes another resource of it."""
    old, new = before.get("Properties") or {}, after.get("Properties") or {}
    for name, settings in REPLACING_WITHIN.get(after["Type"], {}).items():
        for setting_name in settings:
            was, wanted = (old.get(name) or {}).get(setting_name), (new.get(name) or {}).get(setting_name)
            if was != wanted or references(wanted, set()) & changed:
                return True
    return False


def update(stack, body, template, parameters, tags):
    """Changes a stack to what is planned, or takes everything back."""
    new = planned(stack, template, parameters)
    changes = difference(stack, template, new)
    old = stack.resource_map
    former_tags, stack.tags = stack.tags, tags or stack.tags
    pause = pauses(stack, len(changes) * 2)
    fail = failing(stack, "update")
    if any(change.logical_resource_id == fail and change.action != "Remove" for change in changes):
        roll_back(stack, changes, fail, pause)
        stack.tags = former_tags
        return False
    for name, resource in old._parsed_resources.items():
        if name in old._resource_json_map and name in new._resource_json_map:
            new._parsed_resources[name] = resource
    stack.resource_map = new
    stack.template, stack.template_dict, stack.parameters = body, template, parameters
    stack.description = template.get("Description")
    gone = []
    for change in changes:
        name = change.logical_resource_id
        if change.action == "Add":
            resource = make(stack, name)
            pause()
            pause()
            resource_event(stack, name, "CREATE_COMPLETE", physical_id=physical_id(resource))
        elif change.action == "Modify":
            resource_event(stack, name, "UPDATE_IN_PROGRESS")
            pause()
            pause()
            if change.lab_replaces:
                former = stack.resource_map._parsed_resources.pop(name)
                gone.append((name, former, old._resource_json_map[name]))
                resource_event(stack, name, "UPDATE_IN_PROGRESS", "Requested update requires the creation of a new physical resource; hence creating one.")
                resource = stack.resource_map[name]
            else:
                resource = change_in_place(stack, name)
            resource_event(stack, name, "UPDATE_COMPLETE", physical_id=physical_id(resource))
    stack.output_map = stack._create_output_map()
    register_exports(stack)
    stack_event(stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    clean_up(stack, old, [change.logical_resource_id for change in changes if change.action == "Remove"], gone)
    stack_event(stack, "UPDATE_COMPLETE")
    return True


def change_in_place(stack, name):
    before = stack.resource_map[name]
    try:
        after = P.parse_and_update_resource(
            name,
            stack.resource_map._resource_json_map[name],
            stack.resource_map,
            account_id=stack.account_id,
            region_name=stack.region_name,
        )
    except NotImplementedError:
        after = None  # moto cannot change this type
    if after is not None:
        stack.resource_map._parsed_resources[name] = after
    return after or before


def clean_up(stack, old, removed, replaced):
    for name in reversed(removed):
        template = old._resource_json_map[name]
        if template.get("DeletionPolicy") in RETAINED:
            resource_event(stack, name, "DELETE_SKIPPED")
        else:
            stack.resource_map._parsed_resources[name] = old._parsed_resources.get(name)
            resource_event(stack, name, "DELETE_IN_PROGRESS")
            delete_resource(stack, name, template)
            resource_event(stack, name, "DELETE_COMPLETE")
        stack.lab_resources.pop(name)
    for name, resource, template in replaced:
        if template.get("UpdateReplacePolicy") not in RETAINED:
            stack.resource_map._delete_resource(resource, template)


def roll_back(stack, changes, fail, pause):
    """An update fails at one resource; nothing has changed in the end."""
    changed = [change for change in changes if change.action != "Remove"]
    for change in changed:
        name = change.logical_resource_id
        stack.lab_types[name] = change.resource_type
        verb = "CREATE" if change.action == "Add" else "UPDATE"
        resource_event(stack, name, f"{verb}_IN_PROGRESS")
    pause()
    for change in sorted(changed, key=lambda change: change.logical_resource_id != fail):
        name = change.logical_resource_id
        verb = "CREATE" if change.action == "Add" else "UPDATE"
        words = "Resource creation cancelled" if verb == "CREATE" else "Resource update cancelled"
        resource_event(stack, name, f"{verb}_FAILED", failure_reason(stack) if name == fail else words)
    names = ", ".join(change.logical_resource_id for change in changed)
    verb = "create" if all(change.action == "Add" for change in changed) else "update"
    stack_event(stack, "UPDATE_ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to {verb}: [{names}]. ")
    pause()
    stuck = setting(stack, "fail-rollback")
    for change in changed:
        name = change.logical_resource_id
        if change.action == "Modify" and name == stuck:
            resource_event(stack, name, "UPDATE_FAILED", ROLLBACK_REASON)
            stack_event(stack, "UPDATE_ROLLBACK_FAILED", f"The following resource(s) failed to update: [{name}]. ")
            return
        if change.action == "Modify":
            resource_event(stack, name, "UPDATE_COMPLETE")
    stack_event(stack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    for change in changed:
        if change.action == "Add":
            resource_event(stack, change.logical_resource_id, "DELETE_COMPLETE")
            stack.lab_resources.pop(change.logical_resource_id)
    stack_event(stack, "UPDATE_ROLLBACK_COMPLETE")
