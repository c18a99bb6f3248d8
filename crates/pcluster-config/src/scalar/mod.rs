//! The scalar types that sections are made of.

mod identifier;
mod int;
mod json;
mod pattern;
mod url;
mod value;

pub mod patterns;

pub use identifier::{
    AllowedIps, AmiId, BucketName, DailyTime, DirectorySecretArn, EfsAccessPointId, EfsFileSystemId,
    FileCacheId, FsxBackupId, FsxFileSystemId, FsxVolumeId, InstanceProfileArn, LustrePath, MountDir,
    ParentImage, PolicyArn, RegionList, RoleArn, SecretArn, SecurityGroupId, SnapshotId, SubnetId, VolumeId,
    WeeklyTime,
};
pub use int::{Int, ParseIntError};
pub use json::is_json;
pub(crate) use json::read_json;
pub use pattern::{Fit, Pattern};
pub(crate) use url::{Url, UrlError};
pub use value::{FreeMap, Value};
