//! `pclusterctl nccl`.

mod report;

use clap::{Args, Subcommand};

pub(crate) use report::NcclReport;

/// Judge the network between GPUs by what nccl-tests measured.
#[derive(Debug, Args)]
pub(crate) struct Nccl {
    #[command(subcommand)]
    pub(crate) command: NcclCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NcclCommand {
    // The help is that of the structs: a comment here would hide it.
    Report(NcclReport),
}

impl NcclCommand {
    /// Whether one JSON object a line is wanted.
    #[cfg(feature = "aws")]
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::Report(_) => false,
        }
    }
}
