//! `pclusterctl infra delete`.

use clap::Args;

use super::StackArgs;

/// Delete the stack.
///
/// What would be deleted and what stays is shown first: file systems and buckets are kept by the template. It asks on a
/// terminal, and needs `--yes` without one. Delete clusters in its network before: their network interfaces hold on to
/// it. A stack that is not there is deleted already.
///
/// Exit codes: 0 there is no such stack any more, 2 it could not be deleted, or not without a yes.
#[derive(Debug, Args)]
pub(crate) struct Delete {
    #[command(flatten)]
    pub(crate) stack: StackArgs,
    /// Do it without asking
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Delete it even if it is protected
    #[arg(long)]
    pub(crate) unprotect: bool,
}
