//! `pclusterctl data ls`.

use clap::Args;
use pcluster_infra::bucket::Location;

use crate::args::AwsArgs;

/// List what a bucket holds, with sizes, and sum it up.
///
/// Objects and prefixes that are directly there are listed; objects below a prefix are counted and their sizes added up,
/// for which all their keys are read, a thousand at a time. --names leaves the counting out, --recursive
/// lists every object. The list comes as it is read, in whatever length.
///
/// As everywhere in S3, a prefix is the beginning of a key: `s3://bucket/data` finds `data/` and `data-old/`,
/// `s3://bucket/data/` what is below `data/`. Times are in UTC. Old versions of objects are not counted.
///
/// Exit codes: 0 it was listed, 2 it could not be.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(
    name = "ls",
    after_help = "\
Examples:
  pclusterctl data ls
  pclusterctl data ls s3://my-team-data/data/ --recursive
  pclusterctl data ls --json | jq -r 'select(.event == \"object\").key'"
)]
pub(crate) struct DataLs {
    /// Where to look; by default all of the bucket parallelcluster-ACCOUNT-REGION
    #[arg(value_name = "s3://BUCKET/PREFIX")]
    pub(crate) location: Option<Location>,
    /// List every object
    #[arg(long, short)]
    pub(crate) recursive: bool,
    /// Do not count what is below prefixes
    #[arg(long, conflicts_with = "recursive")]
    pub(crate) names: bool,
    /// Print sizes in bytes
    #[arg(long, short)]
    pub(crate) bytes: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long, conflicts_with = "bytes")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
