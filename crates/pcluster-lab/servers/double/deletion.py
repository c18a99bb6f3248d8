"""Resources that moto leaves behind when their stack is deleted."""
from moto.ec2 import ec2_backends
from moto.ec2.models.elastic_block_store import Volume
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.security_groups import SecurityGroupIngress
from moto.ec2.models.vpcs import VPCEndPoint
from moto.elbv2.models import FakeListener, FakeTargetGroup, elbv2_backends


def delete_nat_gateway(gateway, account, region):
    ec2 = ec2_backends[account][region]
    ec2.delete_nat_gateway(gateway.id)
    # Its interface would hold the subnet.
    if gateway._eni.id in ec2.enis:
        gateway._eni.delete()


def release_address(address, account, region):
    ec2_backends[account][region].release_address(allocation_id=address.allocation_id)


def delete_endpoint(endpoint, account, region):
    ec2_backends[account][region].vpc_end_points.pop(endpoint.id, None)


def delete_volume(volume, account, region):
    ec2_backends[account][region].volumes.pop(volume.id, None)


def revoke_ingress(rule, account, region):
    """Takes a rule away; its group may be gone already."""
    properties = rule.properties
    group = properties.get("SourceSecurityGroupId")
    cidr = properties.get("CidrIp")
    ec2 = ec2_backends[account][region]
    if ec2.get_security_group_from_id(rule.security_group.id):
        ec2.revoke_security_group_ingress(
            group_name_or_id=rule.security_group.id,
            ip_protocol=properties["IpProtocol"],
            from_port=properties.get("FromPort"),
            to_port=properties.get("ToPort"),
            ip_ranges=[{"CidrIp": cidr, "Description": properties.get("Description")}] if cidr else [],
            source_groups=[{"GroupId": group}] if group else [],
        )


def delete_listener(listener, account, region):
    for balancer in elbv2_backends[account][region].load_balancers.values():
        balancer.listeners.pop(listener.arn, None)


def delete_target_group(group, account, region):
    elbv2_backends[account][region].target_groups.pop(group.arn, None)


NatGateway.delete = delete_nat_gateway
ElasticAddress.delete = release_address
VPCEndPoint.delete = delete_endpoint
Volume.delete = delete_volume
SecurityGroupIngress.delete = revoke_ingress
FakeListener.delete = delete_listener
FakeTargetGroup.delete = delete_target_group
