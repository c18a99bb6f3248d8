//! `SharedStorage[].FsxLustreSettings.DataRepositoryAssociations[]`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::{Int, LustrePath};

/// A link between a directory of a Lustre file system and a place in S3.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DataRepositoryAssociation {
    /// Name of the link. With another name in an update, it is another link.
    pub name: String,
    /// Lists all objects as files right when the link is made. Without it, only those that appear or change
    /// later.
    #[schemars(extend("default" = Self::default().batch_import_meta_data_on_create()))]
    pub batch_import_meta_data_on_create: Option<bool>,
    /// Place in S3, `s3://bucket/prefix`.
    pub data_repository_path: String,
    /// Directory, as an absolute path in the file system, without the directory it is mounted on.
    #[garde(dive)]
    pub file_system_path: LustrePath,
    /// Size of the pieces in which imported files are laid over the disks.
    #[garde(range(min = 1, max = 512_000))]
    #[schemars(extend("default" = Self::default().imported_file_chunk_size(), "x-unit" = "MiB"))]
    pub imported_file_chunk_size: Option<Int>,
    /// Which changes of files are written to S3 by themselves. When absent, none.
    #[garde(length(max = 3))]
    pub auto_export_policy: Option<Vec<FileEvent>>,
    /// Which changes in S3 appear as files by themselves. When absent, none.
    #[garde(length(max = 3))]
    pub auto_import_policy: Option<Vec<FileEvent>>,
}

impl DataRepositoryAssociation {
    /// Whether all objects are listed as files right when the link is made.
    pub fn batch_import_meta_data_on_create(&self) -> bool {
        self.batch_import_meta_data_on_create.unwrap_or(false)
    }

    /// MiB of the pieces in which imported files are laid over the disks.
    pub fn imported_file_chunk_size(&self) -> i64 {
        self.imported_file_chunk_size.map_or(1024, Int::get)
    }
}

/// A change of a file or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
#[non_exhaustive]
pub enum FileEvent {
    /// It is new.
    New,
    /// Its contents or its metadata are others.
    Changed,
    /// It is gone.
    Deleted,
}
