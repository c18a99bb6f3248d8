//! `pclusterctl doctor`.

use clap::Args;

use super::AwsArgs;

/// See whether this machine and this account have what is needed, and how to mend what is missing.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}
