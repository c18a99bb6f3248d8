//! `pclusterctl image push`.

use std::path::PathBuf;

use clap::Args;

use super::{EngineArg, ImageName};
use crate::args::AwsArgs;

/// Push the image of this machine into the repository.
///
/// There is no login to do: the engine asks pclusterctl for the password of the registry, which is fetched from ECR for this
/// push and handed over a pipe. It is never on a command line, in a file or in the environment, and your own configuration
/// of docker is left alone.
///
/// Nothing is sent where the repository has this very image under this tag. A push that was interrupted goes on where it
/// stopped: layers that have arrived are not sent again.
///
/// Exit codes: 0 the image is in the repository, 2 it is not.
#[derive(Debug, Args)]
#[command(
    name = "push",
    after_help = "\
Examples:
  pclusterctl image push
  pclusterctl image push --tag 2.5.1-a --outputs ~/pcluster-env.sh"
)]
pub(crate) struct ImagePush {
    #[command(flatten)]
    pub(crate) name: ImageName,
    /// Engine that has the image; by default the first of docker, podman and buildah that works
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub(crate) engine: Option<EngineArg>,
    /// Merge `ECR_REPO_NAME`, `ECR_REPO_URI`, `IMAGE_TAG` and `TRAINING_IMAGE_URI` into this file of variables; its other
    /// lines are kept
    #[arg(long, value_name = "FILE")]
    pub(crate) outputs: Option<PathBuf>,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
