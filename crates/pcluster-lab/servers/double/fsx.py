"""FSx: file systems that take time and tell all about themselves, tasks, volumes."""

import json
import sys
import time
import uuid

from moto.core.exceptions import JsonRESTError
from moto.ec2 import ec2_backends
from moto.fsx.models import FileSystem, FSxBackend
from moto.fsx.responses import FSxResponse

from .delay import DELAY
from .ids import hexid

# ---- file systems -----------------------------------------------------------------------------------------------

init, to_dict = FileSystem.__init__, FileSystem.to_dict
create_file_system, describe_file_systems = FSxBackend.create_file_system, FSxBackend.describe_file_systems


def init_here(self, *arguments, **named):
    init(self, *arguments, **named)
    self.created, self.version = time.time(), None
    # Identifiers are as long as AWS makes them.
    short, self.file_system_id = self.file_system_id, hexid("fs")
    self.dns_name = self.dns_name.replace(short, self.file_system_id)
    self.resource_arn = self.resource_arn.replace(short, self.file_system_id)
    if self.lustre_configuration is not None:
        # Letters alone: a name that YAML could take for a number would be quoted, now and then.
        name = uuid.uuid4().hex[:8].translate(str.maketrans("0123456789", "ghijklmnop"))
        self.lustre_configuration = {"MountName": name, **self.lustre_configuration}
    if self.open_zfs_configuration is not None:
        root = {"RootVolumeId": hexid("fsvol")}
        given = {k: v for k, v in self.open_zfs_configuration.items() if k != "RootVolumeConfiguration"}
        self.open_zfs_configuration = {**root, **given}


def interfaces(self):
    """An elastic network interface a subnet."""
    if not hasattr(self, "enis"):
        ec2, self.enis, self.vpc = ec2_backends[self.backend.account_id][self.backend.region_name], [], None
        for subnet_id in self.subnet_ids or []:
            try:
                subnet = ec2.get_subnet(subnet_id)
                groups = self.security_group_ids or []
                self.enis.append(ec2.create_network_interface(subnet, None, group_ids=groups))
                self.vpc = subnet.vpc_id
            except Exception as error:  # a subnet that the emulator does not know
                sys.stderr.write(f"no interface for {self.file_system_id}: {error!r}\n")
    return [eni.id for eni in self.enis]


def to_dict_here(self):
    answer = to_dict(self)
    answer["Lifecycle"] = "CREATING" if time.time() - self.created < DELAY else "AVAILABLE"
    answer["OwnerId"], answer["CreationTime"] = self.backend.account_id, self.created
    answer["NetworkInterfaceIds"] = interfaces(self)
    if self.vpc:
        answer["VpcId"] = self.vpc
    if self.version:
        answer["FileSystemTypeVersion"] = self.version
    return answer


def deployment_type(file_system):
    return (file_system.lustre_configuration or {}).get("DeploymentType", "SCRATCH_1")


def create_file_system_here(self, *arguments, **named):
    file_system = create_file_system(self, *arguments, **named)
    # The twelfth parameter; templates give them by position.
    version = named.get("file_system_type_version") or (arguments[11] if len(arguments) > 11 else None)
    if file_system.file_system_type == "LUSTRE":
        file_system.version = version or ("2.12" if deployment_type(file_system) == "PERSISTENT_2" else "2.10")
    return file_system


def not_found(file_system_id):
    return JsonRESTError("FileSystemNotFound", f"File system '{file_system_id}' does not exist.")


def describe_file_systems_here(self, file_system_ids=None, **named):
    for file_system_id in file_system_ids or []:
        if file_system_id not in self.file_systems:
            raise not_found(file_system_id)
    return describe_file_systems(self, file_system_ids=file_system_ids, **named)


FileSystem.__init__, FileSystem.to_dict = init_here, to_dict_here
FSxBackend.create_file_system = create_file_system_here
FSxBackend.describe_file_systems = describe_file_systems_here


def parameters(response):
    return json.loads(response.body or "{}")


def kept(response, kind):
    """What the emulator remembers of a kind, by identifier."""
    return response.fsx_backend.__dict__.setdefault(f"kept_{kind}", {})


def file_system_of(response, file_system_id):
    if file_system_id not in response.fsx_backend.file_systems:
        raise not_found(file_system_id)
    return response.fsx_backend.file_systems[file_system_id]


def update_file_system(self):
    asked = parameters(self)
    file_system = file_system_of(self, asked["FileSystemId"])
    file_system.storage_capacity = asked.get("StorageCapacity", file_system.storage_capacity)
    return json.dumps({"FileSystem": file_system.to_dict()})


# ---- data repository tasks and volumes --------------------------------------------------------------------------


def create_data_repository_task(self):
    asked = parameters(self)
    file_system_of(self, asked["FileSystemId"])
    task_id = hexid("task")
    task = {
        "TaskId": task_id,
        "Lifecycle": "SUCCEEDED",
        "Type": asked["Type"],
        "CreationTime": time.time(),
        "FileSystemId": asked["FileSystemId"],
        "Paths": asked.get("Paths", []),
        "Report": asked["Report"],
        "ResourceARN": f"arn:aws:fsx:{self.region}:{self.current_account}:task/{task_id}",
        "Status": {"TotalCount": 0, "SucceededCount": 0, "FailedCount": 0},
    }
    kept(self, "tasks")[task_id] = task
    return json.dumps({"DataRepositoryTask": task})


def describe_data_repository_tasks(self):
    return json.dumps({"DataRepositoryTasks": list(kept(self, "tasks").values())})


def root_volumes(backend):
    for file_system in backend.file_systems.values():
        if file_system.open_zfs_configuration:
            yield {
                "VolumeId": file_system.open_zfs_configuration["RootVolumeId"],
                "Name": "fsx",
                "VolumeType": "OPENZFS",
                "Lifecycle": "AVAILABLE",
                "FileSystemId": file_system.file_system_id,
                "OpenZFSConfiguration": {"VolumePath": "/fsx"},
            }


def describe_volumes(self):
    volumes = [*root_volumes(self.fsx_backend), *kept(self, "volumes").values()]
    wanted = parameters(self).get("VolumeIds")
    return json.dumps({"Volumes": [v for v in volumes if not wanted or v["VolumeId"] in wanted]})


def create_volume(self):
    asked = parameters(self)
    volume_id = hexid("fsvol")
    volume = {
        "VolumeId": volume_id,
        "Name": asked["Name"],
        "VolumeType": asked["VolumeType"],
        "Lifecycle": "AVAILABLE",
        "OpenZFSConfiguration": {"VolumePath": f"/fsx/{asked['Name']}", **asked.get("OpenZFSConfiguration", {})},
    }
    kept(self, "volumes")[volume_id] = volume
    return json.dumps({"Volume": volume})


for call in (
    update_file_system,
    create_data_repository_task,
    describe_data_repository_tasks,
    describe_volumes,
    create_volume,
):
    setattr(FSxResponse, call.__name__, call)
