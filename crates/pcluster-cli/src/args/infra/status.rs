//! `pclusterctl infra status`.

use clap::Args;

use super::StackArgs;

/// Show the stack: its state, its resources, its outputs, and why the last change failed if it did.
///
/// Exit codes: 0 the stack is fine or being worked on, 1 there is none or its last change failed, 2 it could not be
/// looked at.
#[derive(Debug, Args)]
pub(crate) struct Status {
    #[command(flatten)]
    pub(crate) stack: StackArgs,
    /// While AWS is at work on the stack, show what happens until it is done
    #[arg(long)]
    pub(crate) follow: bool,
}
