//! `container`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::pattern::{DIRECTORY, ENV_NAME, IMAGE, MOUNT, WORD};

/// A container of pyxis and enroot.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct ContainerSpec {
    /// The image: the path of a squashfs file that all nodes see, such as `/fsx/train.sqsh`, or an image of a registry as
    /// enroot spells it, such as `nvcr.io#nvidia/pytorch:25.06-py3`. Becomes `--container-image`.
    #[garde(pattern(IMAGE))]
    #[schemars(extend("pattern" = IMAGE.source(), "x-form" = "a path or an image, without blanks"))]
    pub image: String,
    /// Directories of the node that the container sees, each `SOURCE:TARGET`, with `:FLAGS` such as `:ro`, or one path for
    /// both. Becomes `--container-mounts`. When absent, all shared directories of the cluster.
    #[garde(length(max = 200), inner(inner(pattern(MOUNT))))]
    #[schemars(extend("items" = { "type": "string", "pattern": MOUNT.source(),
        "x-form": "`SOURCE:TARGET` without blanks, commas, quotes, `$` and backslashes, which pyxis reads as something else" }))]
    pub mounts: Option<Vec<String>>,
    /// Directory to run in, in the container. Becomes `--container-workdir`. When absent, that of the image.
    #[garde(pattern(DIRECTORY))]
    #[schemars(extend("pattern" = DIRECTORY.source(), "x-form" = "an absolute path of one line"))]
    pub workdir: Option<String>,
    /// Name under which the container is kept on the nodes for the next step. Becomes `--container-name`.
    #[garde(pattern(WORD))]
    #[schemars(extend("pattern" = WORD.source(), "x-form" = "a name without blanks"))]
    pub name: Option<String>,
    /// Whether the program may write into the container. Becomes `--container-writable` or `--container-readonly`.
    pub writable: Option<bool>,
    /// Whether the home directory is mounted. Becomes `--container-mount-home` or `--no-container-mount-home`.
    pub mount_home: Option<bool>,
    /// Whether the program is root in the container. Becomes `--container-remap-root` or `--no-container-remap-root`.
    pub remap_root: Option<bool>,
    /// Whether the entry point of the image runs first. Becomes `--container-entrypoint` or `--no-container-entrypoint`.
    pub entrypoint: Option<bool>,
    /// Variables of the job's environment that win over those of the image. Becomes `--container-env`, with all of
    /// `environment`, which pyxis would else let the image override.
    #[garde(length(max = 1_000), inner(pattern(ENV_NAME)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("items" = { "type": "string", "pattern": ENV_NAME.source(),
        "x-form": "a name of letters, digits and underscores that starts with no digit" }))]
    pub environment: Vec<String>,
}

impl ContainerSpec {
    /// A container of an image, with all shared directories mounted.
    pub fn new(image: impl Into<String>) -> Self {
        Self { image: image.into(), ..Self::default() }
    }
}
