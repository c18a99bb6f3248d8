//! `pclusterctl doctor`.

use clap::Args;

use super::AwsArgs;

/// See whether this machine and this account have what is needed, and how to mend what is missing.
///
/// Looks at the credentials, the region, the clock, what may be read and changed in the account, the stack and the bucket,
/// and the programs on this machine. Nothing is changed: permissions to change something are asked of the policy
/// simulator of IAM.
///
/// Exit codes: 0 nothing failed, 1 something did, 2 it could not be found out.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Name of the stack
    #[arg(long, value_name = "NAME", default_value = pcluster_infra::stack::DEFAULT_NAME)]
    pub(crate) stack_name: String,
    /// Name of the bucket; parallelcluster-ACCOUNT-REGION by default
    #[arg(long, value_name = "NAME")]
    pub(crate) bucket: Option<String>,
    /// Leave AWS alone: look at the settings and at this machine
    #[arg(long)]
    pub(crate) offline: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
