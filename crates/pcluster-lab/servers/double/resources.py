"""Resource types that moto does not know."""
import datetime, ipaddress, json, os, sys, threading, time, uuid

import moto.cloudformation.models as CM
import moto.cloudformation.parsing as P
from moto.core.common_models import CloudFormationModel
import moto.fsx.models as FX
from moto.ec2 import ec2_backends
from .ids import hexid

# ---- resource types ------------------------------------------------------------------------------
P.NULL_MODELS.clear()

def generic(type_, make=lambda name, props, acct, region: (name, {}), delete=None, update=None):
    class G(CloudFormationModel):
        __module__ = 'moto.cloudformation.plus'   # moto files instances by this
        def __init__(s, pid, attrs): s.pid, s.attrs = pid, attrs
        @property
        def physical_resource_id(s): return s.pid
        @staticmethod
        def cloudformation_name_type(): return ''
        @staticmethod
        def cloudformation_type(): return type_
        @classmethod
        def has_cfn_attr(cls, attr): return True
        def get_cfn_attribute(s, a):
            if a in s.attrs: return s.attrs[a]
            if a == 'Arn': return f'arn:aws:{type_.split("::")[1].lower()}:us-east-1:123456789012:{s.pid}'
            return f'{s.pid}-{a}'
        @classmethod
        def create_from_cloudformation_json(cls, name, j, acct, region, **k): return cls(*make(name, j.get('Properties', {}), acct, region))
        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            if update: update(original_resource, cloudformation_json.get('Properties', {}), account_id, region_name)
            return original_resource
        @classmethod
        def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
            if delete: delete(resource_name, cloudformation_json.get('Properties', {}), account_id, region_name)
        def is_created(s): return True
    G.__name__ = type_.replace('::', '')
    EXTRA[type_] = G
    return G
EXTRA = {}
_map = P.get_model_map
P.get_model_map = lambda: EXTRA | _map()
_rc = P.resource_class_from_type
def resource_class_from_type(t):
    if t not in P.get_model_map() and not t.startswith('Custom::'):
        sys.stderr.write(f'moto_plus: {t}: created as an empty resource\n'); generic(t)
    if t.startswith('Custom::') or t == 'AWS::CloudFormation::CustomResource':   # no lambda is run: the resource answers at once
        if t not in EXTRA: generic(t)
        return EXTRA[t]
    return _rc(t)
P.resource_class_from_type = resource_class_from_type
_rn = P.resource_name_property_from_type
P.resource_name_property_from_type = lambda t: None if t in EXTRA or t.startswith('Custom::') else _rn(t)

def fs_make(name, p, acct, region):
    b = FX.fsx_backends[acct][region]
    fs = b.create_file_system(p.get('ClientRequestToken'), p['FileSystemType'], int(p.get('StorageCapacity', 0)), p.get('StorageType', 'SSD'), p['SubnetIds'],
        p.get('SecurityGroupIds', []), p.get('Tags'), p.get('KmsKeyId'), p.get('WindowsConfiguration'), p.get('LustreConfiguration'), p.get('OntapConfiguration'),
        p.get('FileSystemTypeVersion'), p.get('OpenZFSConfiguration'))
    d = fs.to_dict()
    return fs.file_system_id, {'DNSName': d['DNSName'], 'ResourceARN': d['ResourceARN'], 'LustreMountName': (d.get('LustreConfiguration') or {}).get('MountName'), 'RootVolumeId': (d.get('OpenZFSConfiguration') or {}).get('RootVolumeId')}
generic('AWS::FSx::FileSystem', fs_make, lambda n, p, a, r: FX.fsx_backends[a][r].file_systems.pop(n, None),
    lambda o, p, a, r: setattr(FX.fsx_backends[a][r].file_systems[o.pid], 'storage_capacity', int(p['StorageCapacity'])))
def cidr_make(name, p, acct, region):
    r = ec2_backends[acct][region].associate_vpc_cidr_block(p['VpcId'], p['CidrBlock'], False); return str(r.get('association_id') if isinstance(r, dict) else name), {}
generic('AWS::EC2::VPCCidrBlock', cidr_make)
generic('AWS::EC2::SecurityGroupEgress', lambda n, p, a, r: (hexid('sgr'), {}))
generic('AWS::EC2::PlacementGroup', lambda n, p, a, r: (n, {'GroupName': n}))
generic('AWS::EC2::CapacityReservation', lambda n, p, a, r: (hexid('cr'), {}))
def amp_make(name, p, acct, region):
    from moto.amp.models import amp_backends
    w = amp_backends[acct][region].create_workspace(p.get('Alias') or '', '', {}, None) if False else None
    i = 'ws-' + str(uuid.uuid4()); return f'arn:aws:aps:{region}:{acct}:workspace/{i}', {'WorkspaceId': i, 'Arn': f'arn:aws:aps:{region}:{acct}:workspace/{i}', 'PrometheusEndpoint': f'https://aps-workspaces.{region}.amazonaws.com/workspaces/{i}/'}
generic('AWS::APS::Workspace', amp_make)
def amg_make(name, p, acct, region):
    i = hexid('g', 10); return i, {'Id': i, 'Endpoint': f'{i}.grafana-workspace.{region}.amazonaws.com', 'Status': 'ACTIVE', 'GrafanaVersion': p.get('GrafanaVersion', '10.4')}
generic('AWS::Grafana::Workspace', amg_make)
generic('AWS::CloudFormation::WaitConditionHandle', lambda n, p, a, r: (f'https://cloudformation-waitcondition-{r}.s3.amazonaws.com/{n}', {}))
generic('AWS::CloudFormation::WaitCondition', lambda n, p, a, r: (n, {'Data': '{}'}))
for t in ('AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::Alarm', 'AWS::Logs::MetricFilter', 'AWS::S3::BucketPolicy', 'AWS::FSx::DataRepositoryAssociation', 'AWS::FSx::Volume'):
    generic(t)

# HttpCode: 200 in YAML is a number
from moto.elbv2.models import ELBv2Backend
_ctg = ELBv2Backend.create_target_group
def create_target_group(self, name, **k):
    if (k.get('matcher') or {}).get('HttpCode') is not None: k['matcher']['HttpCode'] = str(k['matcher']['HttpCode'])
    return _ctg(self, name, **k)
ELBv2Backend.create_target_group = create_target_group

# exports are looked at before the resources are made, which would make them without regard to DependsOn
_veu = CM.CloudFormationBackend._validate_export_uniqueness
def validate_export_uniqueness(self, stack):
    stack.resource_map.create(stack.template_dict); return _veu(self, stack)
CM.CloudFormationBackend._validate_export_uniqueness = validate_export_uniqueness

# nested stacks: !GetAtt Nested.Outputs.Name
def stack_attr(self, a):
    if a.startswith('Outputs.'):
        for o in self.outputs or []:
            if o['OutputKey'] == a[8:]: return o['OutputValue']
    raise NotImplementedError(f'no {a} in {{0}}')
CM.Stack.get_cfn_attribute = stack_attr
CM.Stack.is_created = lambda self: True
CM.Stack.stack_resources = property(lambda self: [r for r in self.resource_map.values() if r is not None])   # not those whose condition is false
