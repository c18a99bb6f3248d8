//! `pclusterctl image repository`.

use std::path::PathBuf;

use clap::Args;
use pcluster_infra::image::{DEFAULT_REPOSITORY, RepositoryName};

use crate::args::AwsArgs;

/// Create the private repository in ECR, or adopt one that is there.
///
/// Images are encrypted (AES256) and scanned when they arrive. A lifecycle policy removes images without a tag after some
/// days, and the oldest where there are very many. What a repository has that is stricter stays, and so does a lifecycle
/// policy that somebody else has written; a repository that somebody else made without one gets one only with
/// --untagged-days or --keep. Running it again changes what is missing, and nothing where all is as it should be.
///
/// Exit codes: 0 the repository is as it should be (with --dry-run: the plan was shown), 2 it could not be done.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(
    name = "repository",
    after_help = "\
Examples:
  pclusterctl image repository
  pclusterctl image repository team/training --immutable-tags --outputs ~/pcluster-env.sh"
)]
pub(crate) struct ImageRepository {
    /// Name of the repository
    #[arg(value_name = "NAME", default_value = DEFAULT_REPOSITORY)]
    pub(crate) name: RepositoryName,
    /// Let every tag be pushed once only, so that an image that jobs use cannot be exchanged. Nothing undoes this
    #[arg(long)]
    pub(crate) immutable_tags: bool,
    /// Days after which images without a tag are removed: 14 by default. Pushing a tag again leaves the old image without one
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) untagged_days: Option<u32>,
    /// How many images are kept, with tags or without: 30 by default
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) keep: Option<u32>,
    /// Leave the lifecycle policy alone
    #[arg(long, conflicts_with_all = ["untagged_days", "keep"])]
    pub(crate) no_lifecycle: bool,
    /// A tag for the repository itself. May be given several times; other tags are kept
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = crate::args::tag)]
    pub(crate) tags: Vec<(String, String)>,
    /// Merge `ECR_REPO_NAME` and `ECR_REPO_URI` into this file of variables; its other lines are kept
    #[arg(long, value_name = "FILE")]
    pub(crate) outputs: Option<PathBuf>,
    /// Show what would be done, and do nothing
    #[arg(long, conflicts_with = "outputs")]
    pub(crate) dry_run: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
