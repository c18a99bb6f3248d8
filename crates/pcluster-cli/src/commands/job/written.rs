//! What is written for somebody: to standard output, or into a file that is not there yet.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::args::Destination;
use crate::commands::inputs::Input;
use crate::commands::output;
use crate::terminal;

/// Refuses a file that exists, unless that is meant.
pub(crate) fn refuse_to_replace(to: &Destination) -> anyhow::Result<()> {
    // A link that leads nowhere would be written through.
    let is_there = |path: &PathBuf| path.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir());
    match &to.output {
        Some(path) if !to.force && is_there(path) => {
            bail!("{} exists; `--force` replaces it", path.display())
        }
        _ => Ok(()),
    }
}

/// Writes a text where it is wanted.
pub(crate) fn give(to: &Destination, text: &str) -> anyhow::Result<()> {
    match &to.output {
        Some(path) => output::write(path, text),
        None => terminal::print(text),
    }
}

/// The file that is written, as settings know it.
pub(crate) fn input(to: &Destination) -> Input {
    to.output.clone().map_or(Input::Stdin, Input::File)
}

/// The name of a file alone: where it lies on this machine says nothing to others.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
