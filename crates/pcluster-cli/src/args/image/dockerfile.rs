//! `pclusterctl image dockerfile`.

use std::path::PathBuf;

use clap::Args;

use super::RecipeArgs;

/// Show the Dockerfile of the training image, or write it with the files that it copies.
///
/// It starts from AWS's Deep Learning Container for PyTorch and adds DeepSpeed, FlashAttention, the Hugging Face libraries,
/// pdsh and an SSH server. With --output: Dockerfile, .dockerignore, ds_config.json, a small training script that runs
/// without a way to the internet, `check-node`, which says what a job finds on a node, and `start-sshd`.
///
/// Exit codes: 0 done, 2 files differ from what would be written, and nothing was written.
#[derive(Debug, Args)]
#[expect(clippy::doc_markdown, reason = "it is shown on a terminal")]
#[command(
    name = "dockerfile",
    after_help = "\
Examples:
  pclusterctl image dockerfile
  pclusterctl image dockerfile --output training-image --transformers 4.57.6
  pclusterctl image build training-image"
)]
pub(crate) struct ImageDockerfile {
    /// Write all files into this directory, which is made if it does not exist
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Replace files that differ
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) recipe: RecipeArgs,
}
