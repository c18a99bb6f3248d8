//! `pclusterctl data associate`.

use std::path::PathBuf;

use clap::Args;
use pcluster_infra::bucket::BucketName;
use pcluster_infra::stack;

use crate::args::AwsArgs;

/// Link directories of the Lustre file system with prefixes of the bucket
///
/// Without options these four are made between the file system of the stack and the bucket of the
/// account:
///
///   /data         data/         import: new, changed, deleted; and all that is there at the start
///   /checkpoints  checkpoints/  import and export: new, changed, deleted
///   /logs         logs/         export: new, changed, deleted
///   /results      results/      export: new, changed, deleted
///
/// Import brings what happens in the bucket to the file system, export the other way round. The
/// prefixes need not exist.
///
/// It is checked offline that paths and prefixes do not overlap and that no more than 8 are wanted.
/// Then that the file system can have associations (with Lustre 2.12 or 2.15, but not `SCRATCH_1` and
/// not intelligent tiering), and that the bucket is there, in the same region.
///
/// It waits until all are available, one or two minutes each; when one fails or is misconfigured, it
/// says why. Running it again changes what differs and nothing else. A directory that is linked with
/// another place is left alone, and is an error. One that has failed for good is made anew after a
/// question; files on the file system stay as they are.
///
/// An association is a property of the file system: the cluster's configuration does not name it.
///
/// Exit codes: 0 the associations are as they should be (with --dry-run: the plan was shown), 1 what
/// is wanted is wrong in itself, 2 it could not be done.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(
    name = "associate",
    verbatim_doc_comment,
    after_help = "\
Examples:
  pclusterctl data associate --outputs ~/pcluster-env.sh
  pclusterctl data associate -a /data=data/:import=all:export=all --no-wait
  pclusterctl data associate --file-system fs-0123456789abcdef0 --file associations.yaml --dry-run

A file of associations; only path and s3 are needed:
  - path: /data
    s3: s3://my-team-data/data/
    import: [new, changed, deleted]
    export: [none]
    batch-import: true
    chunk-size: 1024"
)]
pub(crate) struct DataAssociate {
    /// The file system; by default the one that the stack has made
    #[arg(long, value_name = "fs-ID", value_parser = file_system)]
    pub(crate) file_system: Option<String>,
    /// The stack whose output `FSxLustreFilesystemId` tells the file system
    #[arg(
        long,
        value_name = "NAME",
        default_value = stack::DEFAULT_NAME,
        conflicts_with = "file_system"
    )]
    pub(crate) stack_name: String,
    /// Bucket of places without `s3://`; parallelcluster-ACCOUNT-REGION by default
    #[arg(long, value_name = "NAME")]
    pub(crate) bucket: Option<BucketName>,
    /// An association instead of the four, `PATH=s3://BUCKET/PREFIX` or `PATH=PREFIX`. After it, each with a colon before:
    /// `import=` and `export=` with `new`, `changed`, `deleted` or `all`; `batch-import`, to import all that is there at
    /// the start; `chunk-size=MIB`. May be given several times
    #[arg(long, short, value_name = "ASSOCIATION")]
    pub(crate) association: Vec<String>,
    /// Associations in a YAML file instead of the four
    #[arg(long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Where the nodes mount the file system, for the variables
    #[arg(long, value_name = "DIR", default_value = "/lustre")]
    pub(crate) mount_dir: String,
    /// Merge `LUSTRE_DATA_DIR`, `LUSTRE_CHECKPOINT_DIR`, `LUSTRE_LOG_DIR`, `LUSTRE_RESULTS_DIR` or those of one's own paths
    /// into this file of variables; its other lines are kept
    #[arg(long, value_name = "FILE")]
    pub(crate) outputs: Option<PathBuf>,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do not wait until the associations are available
    #[arg(long)]
    pub(crate) no_wait: bool,
    /// Make failed associations anew without asking
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

fn file_system(text: &str) -> Result<String, &'static str> {
    let hex = |digits: &str| digits.len() >= 8 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
    if text.strip_prefix("fs-").is_some_and(hex) {
        Ok(text.to_owned())
    } else {
        Err("this is not the id of a file system, such as `fs-0123456789abcdef0`")
    }
}
