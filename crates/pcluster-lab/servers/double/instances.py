"""EC2 instances that are made from a launch template."""
import datetime, ipaddress, json, os, sys, threading, time, uuid

from moto.ec2 import ec2_backends
from moto.ec2.responses.instances import InstanceResponse

# ---- EC2 instances made from a launch template
from moto.ec2.models.instances import Instance
_ci = Instance.create_from_cloudformation_json.__func__
def instance_cfn(cls, name, j, acct, region, **k):
    p = dict(j['Properties']); lt = p.get('LaunchTemplate')
    if lt:
        b = ec2_backends[acct][region]; t = b.get_launch_template(lt['LaunchTemplateId']) if 'LaunchTemplateId' in lt else b.get_launch_template_by_name(lt['LaunchTemplateName'])
        v = str(lt.get('Version', '$Default')); d = (t.latest_version() if v == '$Latest' else t.default_version() if v == '$Default' else t.get_version(int(v))).data
        ni = (d.get('NetworkInterfaces') or [{}])[0]; p['ImageId'] = p.get('ImageId') or d.get('ImageId'); p['InstanceType'] = p.get('InstanceType') or d.get('InstanceType'); p.setdefault('KeyName', d.get('KeyName'))
        eni = b.enis.get(ni.get('NetworkInterfaceId')); sub = ni.get('SubnetId') or (eni.subnet.id if eni else None)
        if sub: p.setdefault('SubnetId', sub)
        if eni and getattr(eni, 'private_ip_address', None): p.setdefault('PrivateIpAddress', eni.private_ip_address)
        for ts in d.get('TagSpecifications', []):
            if ts.get('ResourceType') == 'instance': p['Tags'] = [t for t in ts.get('Tags', []) if t['Key'] not in [x['Key'] for x in p.get('Tags', [])]] + p.get('Tags', [])
    p['BlockDeviceMappings'] = []
    i = _ci(cls, name, {**j, 'Properties': p}, acct, region, **k)
    return i
Instance.create_from_cloudformation_json = classmethod(instance_cfn)
InstanceResponse._validate_block_device_mapping = staticmethod(lambda m: None)
