//! `pclusterctl image verify`.

use clap::Args;

use super::ImageName;
use crate::args::AwsArgs;

/// Show what the repository knows about the image: digest, size, when it was pushed, what the scan found.
///
/// Exit codes: 0 the image is there, 1 it is not, 2 that could not be found out.
#[derive(Debug, Args)]
#[command(name = "verify")]
pub(crate) struct ImageVerify {
    #[command(flatten)]
    pub(crate) name: ImageName,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
