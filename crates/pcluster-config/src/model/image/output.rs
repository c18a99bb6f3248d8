//! `Image`: what comes out of the build.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::Tag;
use crate::scalar::{Int, patterns};

/// The image that comes out of the build.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Image {
    /// Name of the image. When absent, the id of the image that the command line gives. EC2 Image Builder
    /// refuses some characters that the official tool lets through.
    #[garde(length(chars, max = 99))]
    #[schemars(extend("x-unit" = "characters", "x-meant" = patterns::IMAGE_NAME_MEANT.source(),
        "x-form" = "at least three letters, digits, dots, colons, blanks, `-`, `_` or braces"))]
    pub name: Option<String>,
    /// Tags of the image.
    #[garde(dive)]
    pub tags: Option<Vec<Tag>>,
    /// The root volume that nodes with this image start with.
    #[garde(dive)]
    pub root_volume: Option<RootVolume>,
}

/// The root volume of an image, an EBS volume.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RootVolume {
    /// Size of the volume. When absent, 37 GiB more than that of the parent image.
    #[schemars(extend("x-unit" = "GiB"))]
    pub size: Option<Int>,
    /// Encrypts the volume. An encrypted image cannot be made public.
    #[schemars(extend("default" = Self::default().encrypted()))]
    pub encrypted: Option<bool>,
    /// KMS key that encrypts the volume. It needs `Encrypted: true`.
    pub kms_key_id: Option<String>,
}

impl RootVolume {
    /// Whether the volume is encrypted.
    pub fn encrypted(&self) -> bool {
        self.encrypted.unwrap_or(false)
    }
}
