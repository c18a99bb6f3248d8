//! Variables for the steps that follow.

use std::path::Path;

use crate::commands::env_file;

/// Gives variables their values in a file, and keeps everything else in it.
pub(super) fn write(path: &Path, variables: &[(&str, &str)]) -> anyhow::Result<()> {
    let mut file = env_file::open(path)?;
    file.merge(variables.iter().copied()).map_err(|error| env_file::unchanged(path, error))?;
    env_file::save(path, &file)?;
    Ok(())
}
