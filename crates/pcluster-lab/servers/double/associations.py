"""Data repository associations of FSx.

A bucket's name decides how an association with it ends: `denied` in it makes it FAILED, `misconfigured` makes it
MISCONFIGURED until it is updated while the bucket has a tag `repaired`.
"""

import json
import time

from moto.core.exceptions import JsonRESTError
from moto.fsx.responses import FSxResponse
from moto.s3.models import s3_backends

from .delay import DELAY
from .fsx import deployment_type, file_system_of, kept, parameters
from .ids import hexid

ASSOCIATIONS_PER_FILE_SYSTEM = 8
NEEDS = "s3:Get*, s3:List* and s3:PutObject"


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


for call in (
    create_data_repository_association,
    update_data_repository_association,
    delete_data_repository_association,
    describe_data_repository_associations,
):
    setattr(FSxResponse, call.__name__, call)
