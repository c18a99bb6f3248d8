//! What is written for somebody: to standard output, or into a file that is not there yet.

use std::path::Path;

use anyhow::bail;

use crate::commands::output;
use crate::terminal;

/// Refuses a file that exists, unless that is meant.
pub(crate) fn refuse_to_replace(path: Option<&Path>, force: bool) -> anyhow::Result<()> {
    // A link that leads nowhere would be written through.
    let is_there = |path: &&Path| path.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir());
    match path.filter(is_there) {
        Some(path) if !force => bail!("{} exists; `--force` replaces it", path.display()),
        _ => Ok(()),
    }
}

/// Writes a text where it is wanted.
pub(crate) fn give(path: Option<&Path>, text: &str) -> anyhow::Result<()> {
    match path {
        Some(path) => output::write(path, text),
        None => terminal::print(text),
    }
}

/// The name of a file alone: where it lies on this machine says nothing to others.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
