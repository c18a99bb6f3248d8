"""File systems and buckets in stacks."""
import json

from moto.fsx.models import fsx_backends
from moto.s3.models import FakeBucket, s3_backends
from moto.utilities.utils import get_partition

from .resources import Added, added


@added("AWS::FSx::FileSystem")
class FileSystem(Added):
    @staticmethod
    def create(name, properties, account, region):
        system = fsx_backends[account][region].create_file_system(
            client_request_token=None,
            file_system_type=properties["FileSystemType"],
            storage_capacity=int(properties.get("StorageCapacity", 0)),
            storage_type=properties.get("StorageType", "SSD"),
            subnet_ids=properties["SubnetIds"],
            security_group_ids=properties.get("SecurityGroupIds", []),
            tags=properties.get("Tags"),
            kms_key_id=properties.get("KmsKeyId"),
            windows_configuration=properties.get("WindowsConfiguration"),
            lustre_configuration=properties.get("LustreConfiguration"),
            ontap_configuration=properties.get("OntapConfiguration"),
            file_system_type_version=properties.get("FileSystemTypeVersion"),
            open_zfs_configuration=properties.get("OpenZFSConfiguration"),
        )
        description = system.to_dict()
        attributes = {
            "DNSName": description["DNSName"],
            "ResourceARN": description["ResourceARN"],
            "LustreMountName": (description.get("LustreConfiguration") or {}).get("MountName"),
            "RootVolumeId": (description.get("OpenZFSConfiguration") or {}).get("RootVolumeId"),
        }
        return system.file_system_id, attributes

    def update(self, properties):
        system = fsx_backends[self.account][self.region].file_systems[self.physical_id]
        system.storage_capacity = int(properties["StorageCapacity"])

    def delete(self, account, region):
        fsx_backends[account][region].file_systems.pop(self.physical_id, None)


@added("AWS::S3::BucketPolicy")
class BucketPolicy(Added):
    @staticmethod
    def create(name, properties, account, region):
        put_policy(properties, account, region)
        return properties["Bucket"], {}

    def update(self, properties):
        put_policy(properties, self.account, self.region)

    def delete(self, account, region):
        s3 = s3_backends[account][get_partition(region)]
        if self.physical_id in s3.buckets:
            s3.delete_bucket_policy(self.physical_id)


def put_policy(properties, account, region):
    policy = json.dumps(properties["PolicyDocument"]).encode()
    s3_backends[account][get_partition(region)].put_bucket_policy(properties["Bucket"], policy)


create_bucket = FakeBucket.create_from_cloudformation_json.__func__


def create_bucket_with_settings(cls, resource_name, cloudformation_json, account_id, region_name, **others):
    """moto makes the bucket and encrypts it; here is what else the stack says about it."""
    bucket = create_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **others)
    s3 = s3_backends[account_id][get_partition(region_name)]
    properties = cloudformation_json.get("Properties", {})
    if "VersioningConfiguration" in properties:
        s3.put_bucket_versioning(bucket.name, properties["VersioningConfiguration"]["Status"])
    if "PublicAccessBlockConfiguration" in properties:
        settings = properties["PublicAccessBlockConfiguration"]
        s3.put_public_access_block(bucket.name, {key: str(value).lower() for key, value in settings.items()})
    for ownership in properties.get("OwnershipControls", {}).get("Rules", []):
        s3.put_bucket_ownership_controls(bucket.name, ownership["ObjectOwnership"])
    rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
    if rules:
        s3.put_bucket_lifecycle_configuration(bucket.name, [lifecycle_rule(rule) for rule in rules])
    return bucket


def lifecycle_rule(rule):
    """A rule as the API has it, which is not quite as CloudFormation has it."""
    answer = {"ID": rule["Id"], "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    for key in ("AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"):
        if key in rule:
            answer[key] = rule[key]
    if "ExpiredObjectDeleteMarker" in rule:
        answer["Expiration"] = {"ExpiredObjectDeleteMarker": str(rule["ExpiredObjectDeleteMarker"]).lower()}
    return answer


FakeBucket.create_from_cloudformation_json = classmethod(create_bucket_with_settings)
