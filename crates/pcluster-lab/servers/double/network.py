"""What moto leaves out of stacks with networks and load balancers."""
from moto.ec2 import ec2_backends
from moto.elbv2.models import ELBv2Backend

from .ids import hexid
from .resources import Added, added


@added("AWS::EC2::VPCCidrBlock")
class VPCCidrBlock(Added):
    @staticmethod
    def create(name, properties, account, region):
        ec2 = ec2_backends[account][region]
        association = ec2.associate_vpc_cidr_block(properties["VpcId"], properties["CidrBlock"], False)
        return association["association_id"], {}


@added("AWS::EC2::SecurityGroupEgress")
class SecurityGroupEgress(Added):
    @staticmethod
    def create(name, properties, account, region):
        ec2_backends[account][region].authorize_security_group_egress(**rule(properties))
        return hexid("sgr"), {}

    def delete(self, account, region):
        ec2 = ec2_backends[account][region]
        if ec2.get_security_group_from_id(self.properties["GroupId"]):
            ec2.revoke_security_group_egress(**rule(self.properties))


def rule(properties):
    """A rule as moto's calls want it."""
    cidr = properties.get("CidrIp")
    group = properties.get("DestinationSecurityGroupId")
    return {
        "group_name_or_id": properties["GroupId"],
        "ip_protocol": properties["IpProtocol"],
        "from_port": properties.get("FromPort"),
        "to_port": properties.get("ToPort"),
        "ip_ranges": [{"CidrIp": cidr}] if cidr else [],
        "source_groups": [{"GroupId": group}] if group else [],
    }


create_target_group = ELBv2Backend.create_target_group


def create_target_group_with_code(self, name, **properties):
    """`HttpCode: 200` is a number in YAML; moto wants a text."""
    matcher = properties.get("matcher") or {}
    if matcher.get("HttpCode") is not None:
        matcher["HttpCode"] = str(matcher["HttpCode"])
    return create_target_group(self, name, **properties)


ELBv2Backend.create_target_group = create_target_group_with_code
