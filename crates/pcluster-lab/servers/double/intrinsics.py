"""Intrinsic functions and template sections that moto does not know."""
import ipaddress

import moto.cloudformation.models as cloudformation
import moto.cloudformation.parsing as parsing
from moto.cloudformation.exceptions import ValidationError
from moto.ssm.models import ssm_backends

clean_json = parsing.clean_json


def clean_json_with_cidr(value, resources):
    """Adds `Fn::Cidr`: so many networks out of one, with so many bits for hosts."""
    if isinstance(value, dict) and "Fn::Cidr" in value:
        block, count, *bits = clean_json_with_cidr(value["Fn::Cidr"], resources)
        network = ipaddress.ip_network(block)
        prefix = network.max_prefixlen - int(bits[0] if bits else 8)
        networks = network.subnets(new_prefix=prefix)
        return [str(subnet) for subnet, _ in zip(networks, range(int(count)))]
    return clean_json(value, resources)


parsing.clean_json = clean_json_with_cidr


def in_long_form(value):
    """What the short forms of YAML stand for, where moto does not get them right.

    `!Condition A` is `Condition: A`, not `Fn::Condition: A`, and `!GetAtt A.Outputs.B` has two parts.
    """
    if isinstance(value, list):
        return [in_long_form(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Fn::Condition"}:
        return {"Condition": value["Fn::Condition"]}
    attribute = value.get("Fn::GetAtt")
    if len(value) == 1 and isinstance(attribute, list) and len(attribute) > 2:
        return {"Fn::GetAtt": [attribute[0], ".".join(attribute[1:])]}
    return {key: in_long_form(item) for key, item in value.items()}


parse_template = cloudformation.Stack.parse_template
cloudformation.Stack.parse_template = staticmethod(lambda text: in_long_form(parse_template(text)))

validate_outputs = parsing.ResourceMap.validate_outputs


def validate_known_outputs(self):
    """moto looks for the class of every resource that is named in an output; there may be none."""
    try:
        validate_outputs(self)
    except AttributeError:
        pass


parsing.ResourceMap.validate_outputs = validate_known_outputs

exports = parsing.OutputMap.exports.fget


def exports_that_hold(self):
    """An output whose condition is false exports nothing; moto looks at the missing resource."""
    outputs = self._output_json_map
    conditions = self._resource_map.lazy_condition_map
    self._output_json_map = {
        name: output
        for name, output in (outputs or {}).items()
        if "Condition" not in output or conditions[output["Condition"]]
    }
    try:
        return exports(self)
    finally:
        self._output_json_map = outputs


parsing.OutputMap.exports = property(exports_that_hold)

get_resource = parsing.ResourceMap.__getitem__


def get_known_resource(self, logical_id):
    """A reference to nothing is an error of the template, where moto fails."""
    try:
        return get_resource(self, logical_id)
    except KeyError:
        if logical_id in self._resource_json_map:
            raise
        message = f"Template format error: Unresolved resource dependencies [{logical_id}] in the Resources block of the template"
        raise ValidationError(message=message) from None


parsing.ResourceMap.__getitem__ = get_known_resource

parse_ssm_parameter = parsing.ResourceMap.parse_ssm_parameter


def parse_kept_parameter(self, value, value_type):
    """A value that an update keeps has been looked up before: moto remembers what it stands for, not its name."""
    if ssm_backends[self._account_id][self._region_name].get_parameter(value):
        return parse_ssm_parameter(self, value, value_type)
    if value.startswith("/"):
        raise ValidationError(message=f"Unable to fetch parameters [{value}] from parameter store for this account.")
    return value


parsing.ResourceMap.parse_ssm_parameter = parse_kept_parameter
