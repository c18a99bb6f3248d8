//! Where a text is written.

use std::path::{Path, PathBuf};

use clap::Args;

/// Where a text is written.
#[derive(Debug, Args)]
pub(crate) struct Destination {
    /// Where to write; standard output by default
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

impl Destination {
    /// The file; `None` stands for standard output.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }
}
