//! Texts with a fixed form: identifiers of AWS resources, ARNs, networks, paths.
//!
//! A value can hold any text, so that a wrong one can be read, shown and reported; `validate` says whether the
//! form is right.

use std::borrow::Cow;
use std::fmt;

use garde::Validate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::patterns;

macro_rules! identifiers {
    ($($(#[$doc:meta])+ $name:ident = $pattern:ident $(meant $meant:ident)?, $form:literal;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize, Validate)]
            #[serde(transparent)]
            #[garde(transparent)]
            pub struct $name(#[garde(pattern(patterns::$pattern))] String);

            impl $name {
                /// The text.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl<T: Into<String>> From<T> for $name {
                fn from(text: T) -> Self {
                    Self(text.into())
                }
            }

            impl AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl JsonSchema for $name {
                fn inline_schema() -> bool {
                    true
                }

                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({
                        "type": "string",
                        "pattern": patterns::$pattern.source(),
                        "x-form": $form,
                        $("x-meant": patterns::$meant.source(),)?
                    })
                }
            }
        )+
    };
}

identifiers! {
    /// An Amazon machine image, `ami-` and 8 or 17 characters.
    AmiId = AMI_ID,
        "`ami-` and 8 or 17 lower-case letters and digits";
    /// A security group, `sg-` and 8 or 17 characters.
    SecurityGroupId = SECURITY_GROUP_ID,
        "`sg-` and 8 or 17 lower-case letters and digits";
    /// A subnet, `subnet-` and 8 or 17 characters.
    SubnetId = SUBNET_ID,
        "`subnet-` and 8 or 17 lower-case letters and digits";
    /// An EBS snapshot, `snap-` and 8 or 17 characters.
    SnapshotId = SNAPSHOT_ID,
        "`snap-` and 8 or 17 lower-case letters and digits";
    /// An EBS volume, `vol-` and 8 or 17 characters.
    VolumeId = VOLUME_ID,
        "`vol-` and 8 or 17 lower-case letters and digits";
    /// An EFS file system, `fs-` and 8 or 17 characters.
    EfsFileSystemId = EFS_ID,
        "`fs-` and 8 or 17 lower-case letters and digits";
    /// An EFS access point, `fsap-` and 17 characters.
    EfsAccessPointId = EFS_ACCESS_POINT_ID,
        "`fsap-` and 17 lower-case letters and digits";
    /// An FSx for Lustre file system, `fs-` and 17 characters.
    FsxFileSystemId = FSX_ID,
        "`fs-` and 17 lower-case letters and digits";
    /// A volume of FSx for OpenZFS or FSx for ONTAP, `fsvol-` and 17 hexadecimal digits.
    FsxVolumeId = FSX_VOLUME_ID,
        "`fsvol-` and 17 hexadecimal digits, the id of a volume and not of its file system";
    /// A backup of FSx for Lustre, `backup-` and at least 8 hexadecimal digits.
    FsxBackupId = FSX_BACKUP_ID,
        "`backup-` and at least 8 hexadecimal digits";
    /// An Amazon File Cache, `fc-` and 8 to 18 hexadecimal digits.
    FileCacheId = FILE_CACHE_ID,
        "`fc-` and 8 to 18 hexadecimal digits";
    /// A directory of a node, below the root.
    MountDir = MOUNT_DIR,
        "a directory below the root whose parts do not start with a dot, such as `/shared`";
    /// A path in a Lustre file system, up to 4,096 characters without line breaks.
    LustrePath = LUSTRE_PATH,
        "a path of up to 4,096 characters without line breaks, such as `/data`";
    /// A day of the week (Monday is 1) and a time in UTC, `d:HH:MM`.
    WeeklyTime = WEEKLY_TIME,
        "a day and a time, `d:HH:MM` with 1 for Monday, such as `7:03:00`";
    /// A time of day in UTC, `HH:MM`.
    DailyTime = DAILY_TIME,
        "a time, `HH:MM`, such as `03:00`";
    /// The ARN of a managed policy.
    PolicyArn = POLICY_ARN meant POLICY_ARN_MEANT,
        "the whole ARN of a policy, such as `arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`";
    /// The ARN of a role.
    RoleArn = ROLE_ARN meant ROLE_ARN_MEANT,
        "the whole ARN of a role, such as `arn:aws:iam::111122223333:role/head-node`";
    /// The ARN of an instance profile.
    InstanceProfileArn = INSTANCE_PROFILE_ARN meant INSTANCE_PROFILE_ARN_MEANT,
        "the whole ARN of an instance profile, such as `arn:aws:iam::111122223333:instance-profile/head-node`";
    /// The ARN of a secret of Secrets Manager.
    SecretArn = SECRET_ARN meant SECRET_ARN_MEANT,
        "the whole ARN of a secret, such as `arn:aws:secretsmanager:us-east-1:111122223333:secret:slurm-AbCdEf`";
    /// The ARN of a secret of Secrets Manager or of a parameter of Systems Manager.
    DirectorySecretArn = DIRECTORY_SECRET_ARN,
        "the whole ARN of a secret of Secrets Manager or of a parameter of Systems Manager";
    /// The name of an S3 bucket; `*` stands for any.
    BucketName = BUCKET_NAME,
        "the name of a bucket alone, without `s3://`; `*` stands for any characters";
    /// An IPv4 network with its prefix length (`10.0.0.0/16`) or a managed prefix list (`pl-...`).
    AllowedIps = CIDR_OR_PREFIX_LIST meant CIDR_OR_PREFIX_LIST_MEANT,
        "a network with its prefix length, such as `203.0.113.25/32`, or a prefix list, `pl-...`";
    /// The image that an image is built on: an AMI or the ARN of an Image Builder image.
    ParentImage = PARENT_IMAGE meant PARENT_IMAGE_MEANT,
        "an AMI, `ami-...`, or the ARN of an image of EC2 Image Builder";
    /// Names of regions, separated by commas.
    RegionList = REGION_LIST,
        "names of regions with commas between them, such as `us-east-1,us-west-2`";
}
