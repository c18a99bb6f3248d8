"""FSx: file systems that take time and tell all about themselves, data repository associations, volumes.

A bucket's name decides how an association with it ends: `denied` in it makes it FAILED, `misconfigured` makes it
MISCONFIGURED until it is updated while the bucket has a tag `repaired`.
"""
import json
import sys
import time
import uuid

from moto.core.exceptions import JsonRESTError
from moto.ec2 import ec2_backends
from moto.fsx.models import FileSystem, FSxBackend
from moto.fsx.responses import FSxResponse
from moto.s3.models import s3_backends

from .delay import DELAY
from .ids import hexid

ASSOCIATIONS_PER_FILE_SYSTEM = 8
NEEDS = "s3:Get*, s3:List* and s3:PutObject"

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
        self.lustre_configuration = {"MountName": uuid.uuid4().hex[:8], **self.lustre_configuration}
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


# ---- data repository associations -------------------------------------------------------------------------------


def bucket_of(path):
    return path.removeprefix("s3://").split("/")[0]


def overlap(this, that):
    this, that = this.rstrip("/") + "/", that.rstrip("/") + "/"
    return this.startswith(that) or that.startswith(this)


def find_bucket(name):
    if name not in s3_backends.bucket_accounts:
        return None
    partition, owner = s3_backends.bucket_accounts[name]
    return s3_backends[owner][partition].buckets.get(name)


def verdict(association):
    """How an association ends when it has been worked on, and why."""
    name = bucket_of(association["DataRepositoryPath"])
    if "denied" in name:
        return "FAILED", f"Amazon FSx is unable to access the S3 bucket {name}: Access Denied"
    bucket = find_bucket(name)
    tags = s3_backends[bucket.account_id][bucket.partition].get_bucket_tagging(name) if bucket else {}
    repaired = any(tag["Key"] == "repaired" for tag in tags.get("Tags", []))
    if "misconfigured" in name and not repaired:
        return "MISCONFIGURED", f"The S3 bucket policy of {name} no longer lets Amazon FSx read event notifications"
    return "AVAILABLE", None


def shown(association):
    """An association as it is now."""
    answer = {k: v for k, v in association.items() if not k.startswith("_")}
    if time.time() < association["_until"]:
        answer["Lifecycle"] = association["_busy"]
    else:
        answer["Lifecycle"], reason = association["_end"]
        if reason:
            answer["FailureDetails"] = {"Message": reason}
    return answer


def work_on(associations, association, busy):
    """One is worked on after the other, as AWS does for a file system."""
    same = [a["_until"] for a in associations.values() if a["FileSystemId"] == association["FileSystemId"] and a is not association]
    association["_until"] = max([time.time(), *same]) + DELAY
    association["_busy"], association["_end"] = busy, verdict(association)


def present(response):
    associations = kept(response, "associations")
    for association_id, association in list(associations.items()):
        if association["_busy"] == "DELETING" and time.time() >= association["_until"]:
            del associations[association_id]
    return associations


def refuse_association(file_system, others, asked):
    if file_system.file_system_type != "LUSTRE" or deployment_type(file_system) == "SCRATCH_1" or file_system.version == "2.10":
        raise JsonRESTError("BadRequest", "Data repository associations are not supported by this file system")
    if file_system.to_dict()["Lifecycle"] != "AVAILABLE":
        raise JsonRESTError("BadRequest", "The file system is not available")
    if len(others) >= ASSOCIATIONS_PER_FILE_SYSTEM:
        raise JsonRESTError("ServiceLimitExceeded", "Too many data repository associations for this file system")
    for other in others:
        if overlap(other["FileSystemPath"], asked["FileSystemPath"]):
            raise JsonRESTError("BadRequest", f"The path overlaps with {other['FileSystemPath']}")
        if other["DataRepositoryPath"].rstrip("/") == asked["DataRepositoryPath"].rstrip("/"):
            raise JsonRESTError("BadRequest", f"{other['DataRepositoryPath']} is linked to this file system already")
    name = bucket_of(asked["DataRepositoryPath"])
    bucket = find_bucket(name)
    if bucket is None or bucket.region_name != file_system.backend.region_name:
        raise JsonRESTError("BadRequest", f"Amazon FSx is unable to validate access to the S3 bucket {name}: it needs {NEEDS}")


def create_data_repository_association(self):
    asked = parameters(self)
    file_system = file_system_of(self, asked["FileSystemId"])
    associations, tokens = present(self), kept(self, "tokens")
    token = asked.pop("ClientRequestToken", None)
    if token in tokens:
        first, association_id = tokens[token]
        if first != asked:
            raise JsonRESTError("IncompatibleParameterError", "The token was used with other parameters")
        if association_id in associations:
            return json.dumps({"Association": shown(associations[association_id])})
    refuse_association(file_system, [a for a in associations.values() if a["FileSystemId"] == asked["FileSystemId"]], asked)
    association_id = hexid("dra")
    arn = f"arn:aws:fsx:{self.region}:{self.current_account}:association/{asked['FileSystemId']}/{association_id}"
    association = {"AssociationId": association_id, "ResourceARN": arn, "CreationTime": time.time(), **asked}
    associations[association_id] = association
    tokens[token or association_id] = (asked, association_id)
    work_on(associations, association, "CREATING")
    return json.dumps({"Association": shown(association)})


def association_of(response, association_id):
    associations = present(response)
    if association_id not in associations:
        raise JsonRESTError("DataRepositoryAssociationNotFound", f"There is no association {association_id}")
    return associations, associations[association_id]


def update_data_repository_association(self):
    asked = parameters(self)
    associations, association = association_of(self, asked["AssociationId"])
    if shown(association)["Lifecycle"] not in ("AVAILABLE", "MISCONFIGURED"):
        raise JsonRESTError("BadRequest", "The association cannot be updated in its state")
    if "ImportedFileChunkSize" in asked:
        association["ImportedFileChunkSize"] = asked["ImportedFileChunkSize"]
    association["S3"] = {**association.get("S3", {}), **asked.get("S3", {})}
    work_on(associations, association, "UPDATING")
    return json.dumps({"Association": shown(association)})


def delete_data_repository_association(self):
    asked = parameters(self)
    associations, association = association_of(self, asked["AssociationId"])
    work_on(associations, association, "DELETING")
    present(self)
    return json.dumps({"AssociationId": asked["AssociationId"], "Lifecycle": "DELETING"})


def describe_data_repository_associations(self):
    asked = parameters(self)
    associations = present(self)
    chosen = list(associations.values())
    if asked.get("AssociationIds"):
        chosen = [association_of(self, association_id)[1] for association_id in asked["AssociationIds"]]
    for condition in asked.get("Filters", []):
        if condition["Name"] == "file-system-id":
            chosen = [a for a in chosen if a["FileSystemId"] in condition["Values"]]
    start, size = int(asked.get("NextToken") or 0), asked.get("MaxResults") or 25
    answer = {"Associations": [shown(association) for association in chosen[start : start + size]]}
    if start + size < len(chosen):
        answer["NextToken"] = str(start + size)
    return json.dumps(answer)


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
    create_data_repository_association,
    update_data_repository_association,
    delete_data_repository_association,
    describe_data_repository_associations,
    create_data_repository_task,
    describe_data_repository_tasks,
    describe_volumes,
    create_volume,
):
    setattr(FSxResponse, call.__name__, call)
