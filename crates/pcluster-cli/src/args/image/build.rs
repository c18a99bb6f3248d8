//! `pclusterctl image build`.

use std::path::PathBuf;

use clap::Args;

use super::{EngineArg, ImageName, RecipeArgs};

/// Build the image with docker, podman or buildah.
///
/// Without a directory, the training image is built as `image dockerfile` shows it. It has about 20 GB:
/// the first build takes a while, and much disk. AWS is not called.
///
/// Exit codes: 0 the image is built, 2 it is not.
#[derive(Debug, Args)]
#[command(
    name = "build",
    after_help = "\
Examples:
  pclusterctl image build
  pclusterctl image build training-image --tag 2.5.1-a
  pclusterctl image build --engine podman --deepspeed 0.16.9"
)]
pub(crate) struct ImageBuild {
    /// Directory with a Dockerfile of your own
    #[arg(value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    /// The Dockerfile, if it is not the one in the directory
    #[arg(long, short, value_name = "FILE", requires = "directory")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) name: ImageName,
    /// Engine; by default the first of docker, podman and buildah that works
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub(crate) engine: Option<EngineArg>,
    /// Platform of the nodes that will run it, whatever this machine is
    #[arg(long, value_name = "OS/ARCH", default_value = "linux/amd64")]
    pub(crate) platform: String,
    /// Value of an `ARG` of the Dockerfile. It can be read in the image: no place for secrets. May be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) build_arg: Vec<String>,
    /// Ask for a newer base image of the same name
    #[arg(long)]
    pub(crate) pull: bool,
    /// Build every layer anew
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) recipe: RecipeArgs,
}
