"""The order in which the resources of a template are made: those that others refer to first."""


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
