//! `pclusterctl nccl`.

mod new;
mod report;
#[cfg(feature = "aws")]
mod run;

use clap::{Args, Subcommand};

pub(crate) use new::{NcclJob, NcclNew};
pub(crate) use report::NcclReport;
#[cfg(feature = "aws")]
pub(crate) use run::NcclRun;

/// Measure the network between GPUs with nccl-tests, and judge what was measured.
///
/// `new` writes the job, `run` runs it and judges what it measured, `report` judges the output of any run.
#[derive(Debug, Args)]
pub(crate) struct Nccl {
    #[command(subcommand)]
    pub(crate) command: NcclCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NcclCommand {
    // The help is that of the structs: a comment here would hide it.
    New(NcclNew),
    #[cfg(feature = "aws")]
    Run(NcclRun),
    Report(NcclReport),
}

impl NcclCommand {
    /// Whether one JSON object a line is wanted.
    #[cfg(feature = "aws")]
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::New(_) | Self::Report(_) => false,
            Self::Run(args) => args.json,
        }
    }
}
