//! `pclusterctl data bucket`.

use std::path::PathBuf;

use clap::Args;
use pcluster_infra::bucket::BucketName;

use crate::args::AwsArgs;

/// Create the bucket for data, checkpoints, logs, results and scripts, or adopt one.
///
/// It comes to block public access, to have no ACLs, to refuse requests without TLS, to encrypt what is new, to keep old
/// versions of objects for 30 days, and to remove uploads that were never completed after 7 days.
///
/// A bucket of the account that somebody else has made is adopted: the changes are shown and asked for. What it has that
/// is stricter stays, statements of its policy and lifecycle rules are kept, and nothing is loosened. A bucket of another
/// account is never touched. Running it again changes what is missing, and nothing where all is as it should be.
///
/// Exit codes: 0 the bucket is as it should be (with --dry-run: the plan was shown), 2 it could not be done.
#[derive(Debug, Args)]
#[command(
    name = "bucket",
    after_help = "\
Examples:
  pclusterctl data bucket --dry-run
  pclusterctl data bucket --outputs ~/pcluster-env.sh
  pclusterctl data bucket my-team-data --tag team=vision --yes"
)]
pub(crate) struct DataBucket {
    /// Name of the bucket; parallelcluster-ACCOUNT-REGION by default
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<BucketName>,
    /// A tag for the bucket. May be given several times; other tags are kept
    #[arg(long, value_name = "KEY=VALUE", value_parser = crate::args::tag)]
    pub(crate) tag: Vec<(String, String)>,
    /// Merge `S3_BUCKET_NAME` and `AWS_ACCOUNT_ID` into this file of variables; its other lines are kept
    #[arg(long, value_name = "FILE")]
    pub(crate) outputs: Option<PathBuf>,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Adopt a bucket without asking
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
