"""Resource types that moto does not know: how they are added, and those that are nothing but a name."""
import sys

import moto.cloudformation.models as cloudformation
import moto.cloudformation.parsing as parsing
from moto.core.common_models import CloudFormationModel

from .ids import hexid

# The types that are added here, in this folder, by name.
ADDED = {}


class Added(CloudFormationModel):
    """A resource of an added type. The classes below it say how one is made."""

    # moto files instances by this.
    __module__ = "moto.cloudformation.added"

    TYPE = ""

    def __init__(self, physical_id, attributes, properties, account, region):
        self.physical_id = physical_id
        self.attributes = attributes
        self.properties = properties
        self.account = account
        self.region = region

    @staticmethod
    def create(name, properties, account, region):
        """The physical id and the attributes of a new resource; `name` is one that CloudFormation has made up."""
        return name, {}

    def update(self, properties):
        """Changes a resource. What it was is still in `properties` of itself."""

    def delete(self, account, region):
        """Deletes a resource."""

    @property
    def physical_resource_id(self):
        return self.physical_id

    @classmethod
    def cloudformation_type(cls):
        return cls.TYPE

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attribute):
        return True

    def get_cfn_attribute(self, attribute):
        if attribute in self.attributes:
            return self.attributes[attribute]
        if attribute == "Arn":
            service = self.TYPE.split("::")[1].lower()
            return f"arn:aws:{service}:{self.region}:{self.account}:{self.physical_id}"
        return f"{self.physical_id}-{attribute}"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        properties = cloudformation_json.get("Properties", {})
        physical_id, attributes = cls.create(resource_name, properties, account_id, region_name)
        return cls(physical_id, attributes, properties, account_id, region_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties = cloudformation_json.get("Properties", {})
        original_resource.update(properties)
        original_resource.properties = properties
        return original_resource

    def is_created(self):
        return True


def added(resource_type):
    """Adds the class below as the model of a resource type."""

    def add(model):
        model.TYPE = resource_type
        model.__module__ = Added.__module__
        ADDED[resource_type] = model
        return model

    return add


def add_name(resource_type, create=None):
    """Adds a resource type of which nothing but the id is ever seen."""
    members = {"create": staticmethod(create)} if create else {}
    added(resource_type)(type(resource_type.replace("::", ""), (Added,), members))


# moto knows these two as nothing at all.
parsing.NULL_MODELS.clear()
add_name("AWS::CloudFormation::WaitCondition", lambda name, *_: (name, {"Data": "{}"}))
add_name(
    "AWS::CloudFormation::WaitConditionHandle",
    lambda name, properties, account, region: (f"https://cloudformation-waitcondition-{region}.s3.amazonaws.com/{name}", {}),
)
add_name("AWS::CloudWatch::Alarm")
add_name("AWS::CloudWatch::CompositeAlarm")
add_name("AWS::EC2::CapacityReservation", lambda *_: (hexid("cr"), {}))
add_name("AWS::EC2::PlacementGroup", lambda name, *_: (name, {"GroupName": name}))
add_name("AWS::FSx::DataRepositoryAssociation", lambda *_: (hexid("dra"), {}))
add_name("AWS::FSx::Volume", lambda *_: (hexid("fsvol"), {}))
add_name("AWS::Logs::MetricFilter")

known_types = parsing.get_model_map
parsing.get_model_map = lambda: known_types() | ADDED

resource_class_from_type = parsing.resource_class_from_type


def is_custom(resource_type):
    return resource_type.startswith("Custom::") or resource_type == "AWS::CloudFormation::CustomResource"


def resource_class(resource_type):
    """The model of a type. One that nobody knows is made as a mere name, and custom resources answer at once: no function
    is run."""
    if is_custom(resource_type):
        if resource_type not in ADDED:
            add_name(resource_type)
        return ADDED[resource_type]
    if resource_type not in parsing.get_model_map():
        sys.stderr.write(f"{resource_type}: made as a mere name\n")
        add_name(resource_type)
    return resource_class_from_type(resource_type)


parsing.resource_class_from_type = resource_class

resource_name_property_from_type = parsing.resource_name_property_from_type


def resource_name_property(resource_type):
    if resource_type in ADDED or is_custom(resource_type):
        return None
    return resource_name_property_from_type(resource_type)


parsing.resource_name_property_from_type = resource_name_property

validate_export_uniqueness = cloudformation.CloudFormationBackend._validate_export_uniqueness


def create_before_exports(self, stack):
    """Looking at exports makes the resources, in no good order: they are made before, as `DependsOn` says."""
    stack.resource_map.create(stack.template_dict)
    return validate_export_uniqueness(self, stack)


cloudformation.CloudFormationBackend._validate_export_uniqueness = create_before_exports


def output_of_nested_stack(self, attribute):
    """`!GetAtt Nested.Outputs.Name`"""
    prefix, _, name = attribute.partition(".")
    for output in self.outputs or []:
        if prefix == "Outputs" and output["OutputKey"] == name:
            return output["OutputValue"]
    raise NotImplementedError(f"no {attribute} in {{0}}")


cloudformation.Stack.get_cfn_attribute = output_of_nested_stack
cloudformation.Stack.is_created = lambda self: True
# Those whose condition is false are none.
cloudformation.Stack.stack_resources = property(
    lambda self: [resource for resource in self.resource_map.values() if resource is not None]
)
