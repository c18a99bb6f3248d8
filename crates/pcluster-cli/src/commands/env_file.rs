//! Files of variables that commands leave their results in.

use std::path::Path;

use anyhow::Context;
use pcluster_infra::env_file::{EnvFile, EnvFileError};

use crate::exit::Explained;

use super::aws::explained;
use super::inputs::Input;
use super::output;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It had all values already, and was not written.
    None,
    /// It did not exist.
    Made,
    /// It has other values now.
    Changed,
}

/// Reads a file; one that does not exist is empty.
pub(crate) fn open(path: &Path) -> anyhow::Result<EnvFile> {
    let name = path.display().to_string();
    let exists = path.try_exists().with_context(|| format!("cannot read {name}"))?;
    if !exists {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let there = folder.is_none_or(Path::is_dir);
        anyhow::ensure!(
            there,
            "cannot write {name}: there is no folder {}",
            folder.unwrap_or(path).display()
        );
    }
    // Nobody may ever write to a pipe, and what stands in a device cannot be kept.
    let regular = !exists || path.is_dir() || path.is_file();
    anyhow::ensure!(regular, "cannot change {name}: it is not a regular file");
    let bytes = if exists { Input::File(path.to_owned()).read()? } else { Vec::new() };
    let too_large = bytes.len() > pcluster_config::source::MAX_BYTES;
    anyhow::ensure!(!too_large, "{name} is too large for a file of variables");
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not in UTF-8"))?;
    EnvFile::parse(&name, &text).map_err(|error| unchanged(path, error))
}

/// Writes a file if it has changed: whole or not at all, with its permissions.
pub(crate) fn save(path: &Path, file: &EnvFile) -> anyhow::Result<Change> {
    if !file.is_changed() {
        return Ok(Change::None);
    }
    let change = if path.exists() { Change::Changed } else { Change::Made };
    output::write(path, file.as_str())?;
    Ok(change)
}

/// Gives variables their values in a file, and keeps everything else in it.
pub(crate) fn merge<'v>(
    path: &Path,
    variables: impl IntoIterator<Item = (&'v str, &'v str)>,
) -> anyhow::Result<Change> {
    let mut file = open(path)?;
    file.merge(variables).map_err(|error| unchanged(path, error))?;
    save(path, &file)
}

/// Why a file stays as it is.
pub(crate) fn unchanged(path: &Path, error: EnvFileError) -> anyhow::Error {
    let explained = explained(error);
    match explained.downcast::<Explained>() {
        Ok(Explained { error, help }) => {
            let error = error.context(format!("cannot change {}", path.display()));
            anyhow::Error::new(Explained { error, help })
        }
        Err(error) => error,
    }
}
