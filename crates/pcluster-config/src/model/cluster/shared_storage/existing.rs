//! Settings of storage that must exist: FSx for OpenZFS, FSx for ONTAP, File Cache.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::scalar::{FileCacheId, FsxVolumeId};

/// A volume of FSx for OpenZFS that exists.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FsxOpenZfsSettings {
    /// The volume, not its file system.
    #[garde(dive)]
    pub volume_id: FsxVolumeId,
}

/// A volume of FSx for ONTAP that exists.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FsxOntapSettings {
    /// The volume, not its file system.
    #[garde(dive)]
    pub volume_id: FsxVolumeId,
}

/// An Amazon File Cache that exists.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FileCacheSettings {
    /// The cache.
    #[garde(dive)]
    pub file_cache_id: FileCacheId,
}
