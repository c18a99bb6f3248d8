"""FSx: what moto leaves out."""
import datetime, ipaddress, json, os, sys, threading, time, uuid

import moto.fsx.models as FX
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.ec2 import ec2_backends
from moto.fsx.responses import FSxResponse
from .delay import DELAY
from .ids import hexid

# ---- FSx: what describe answers and moto leaves out, and the calls it lacks --------------------------------------
_fi, _fd = FX.FileSystem.__init__, FX.FileSystem.to_dict
def fs_init(self, *a, **k):
    _fi(self, *a, **k); self.created = time.time()
    old, self.file_system_id = self.file_system_id, hexid('fs')   # as long as AWS makes them
    self.dns_name, self.resource_arn = self.dns_name.replace(old, self.file_system_id), self.resource_arn.replace(old, self.file_system_id)
    if self.lustre_configuration is not None: self.lustre_configuration = {'MountName': uuid.uuid4().hex[:8], 'DataRepositoryConfiguration': None, **self.lustre_configuration}; self.lustre_configuration.pop('DataRepositoryConfiguration')
    if self.open_zfs_configuration is not None: self.open_zfs_configuration = {'RootVolumeId': hexid('fsvol'), **{k: v for k, v in self.open_zfs_configuration.items() if k != 'RootVolumeConfiguration'}}
def fs_dict(self):
    d = _fd(self); d['Lifecycle'] = 'CREATING' if time.time() - self.created < DELAY else 'AVAILABLE'; d['OwnerId'] = '123456789012'; d['CreationTime'] = self.created
    if not hasattr(self, 'enis'):   # an elastic network interface a subnet
        e = ec2_backends[self.backend.account_id][self.backend.region_name]; self.enis, self.vpc = [], None
        for sn in self.subnet_ids or []:
            try: self.enis.append(e.create_network_interface(e.get_subnet(sn), None, group_ids=self.security_group_ids or [])); self.vpc = e.get_subnet(sn).vpc_id
            except Exception as x: sys.stderr.write(f'moto_plus: no interface for {self.file_system_id}: {x!r}\n')
    d['NetworkInterfaceIds'] = [i.id for i in self.enis]
    if self.vpc: d['VpcId'] = self.vpc
    return d
FX.FileSystem.__init__, FX.FileSystem.to_dict = fs_init, fs_dict
_df = FX.FSxBackend.describe_file_systems
def describe_fs(self, file_system_ids=None, **k):
    for i in file_system_ids or []:
        if i not in self.file_systems: raise JsonRESTError('FileSystemNotFound', f'File system \'{i}\' does not exist.')
    return _df(self, file_system_ids=file_system_ids, **k)
FX.FSxBackend.describe_file_systems = describe_fs
def body(self): return json.loads(self.body or '{}')
def store(self, kind): return self.fsx_backend.__dict__.setdefault('plus_' + kind, {})
def fs_of(self, i):
    if i not in self.fsx_backend.file_systems: raise JsonRESTError('FileSystemNotFound', f'File system \'{i}\' does not exist.')
    return self.fsx_backend.file_systems[i]
def create_dra(self):
    p = body(self); fs = fs_of(self, p['FileSystemId'])
    if (fs.lustre_configuration or {}).get('DeploymentType', '').startswith('PERSISTENT_1') or (fs.lustre_configuration or {}).get('DeploymentType') == 'SCRATCH_1':
        raise JsonRESTError('BadRequest', 'Data repository associations are not supported for this deployment type')
    i = hexid('dra'); a = {'AssociationId': i, 'ResourceARN': f'arn:aws:fsx:{self.region}:{self.current_account}:association/{p["FileSystemId"]}/{i}', 'Lifecycle': 'AVAILABLE', 'CreationTime': time.time(), **{k: v for k, v in p.items() if k not in ('ClientRequestToken', 'Tags')}}
    store(self, 'dra')[i] = a; return json.dumps({'Association': a})
def describe_dra(self):
    p = body(self); r = list(store(self, 'dra').values())
    for f in p.get('Filters', []):
        k = {'file-system-id': 'FileSystemId', 'data-repository-type': 'x'}.get(f['Name'])
        if k in ('FileSystemId',): r = [x for x in r if x[k] in f['Values']]
    if p.get('AssociationIds'): r = [x for x in r if x['AssociationId'] in p['AssociationIds']]
    return json.dumps({'Associations': r})
def create_drt(self):
    p = body(self); fs_of(self, p['FileSystemId']); i = hexid('task')
    t = {'TaskId': i, 'Lifecycle': 'SUCCEEDED', 'Type': p['Type'], 'CreationTime': time.time(), 'FileSystemId': p['FileSystemId'], 'Paths': p.get('Paths', []), 'Report': p['Report'], 'ResourceARN': 'arn:aws:fsx:x', 'Status': {'TotalCount': 0, 'SucceededCount': 0, 'FailedCount': 0}}
    store(self, 'drt')[i] = t; return json.dumps({'DataRepositoryTask': t})
def describe_vol(self):
    r = []
    for fs in self.fsx_backend.file_systems.values():
        z = fs.open_zfs_configuration
        if z: r.append({'VolumeId': z['RootVolumeId'], 'Name': 'fsx', 'VolumeType': 'OPENZFS', 'Lifecycle': 'AVAILABLE', 'FileSystemId': fs.file_system_id, 'OpenZFSConfiguration': {'VolumePath': '/fsx'}})
    r += store(self, 'vol').values(); p = body(self)
    if p.get('VolumeIds'): r = [x for x in r if x['VolumeId'] in p['VolumeIds']]
    return json.dumps({'Volumes': r})
def create_vol(self):
    p = body(self); i = hexid('fsvol'); v = {'VolumeId': i, 'Name': p['Name'], 'VolumeType': p['VolumeType'], 'Lifecycle': 'AVAILABLE', 'OpenZFSConfiguration': {'VolumePath': '/fsx/' + p['Name'], **p.get('OpenZFSConfiguration', {})}}
    store(self, 'vol')[i] = v; return json.dumps({'Volume': v})
def update_fs(self):
    p = body(self); fs = fs_of(self, p['FileSystemId']); fs.storage_capacity = p.get('StorageCapacity', fs.storage_capacity); return json.dumps({'FileSystem': fs.to_dict()})
for n, f in dict(create_data_repository_association=create_dra, describe_data_repository_associations=describe_dra, create_data_repository_task=create_drt,
                 describe_data_repository_tasks=lambda s: json.dumps({'DataRepositoryTasks': list(store(s, 'drt').values())}), describe_volumes=describe_vol, create_volume=create_vol, update_file_system=update_fs).items():
    setattr(FSxResponse, n, f)
