//! Files that are written whole or not at all.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use tempfile::Builder;

/// Writes a file: a reader sees the old content or the new one, never a part. A file that exists keeps its
/// permissions, a link stays a link, and a file that is read-only stays as it is.
pub(crate) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let context = || format!("cannot write {}", path.display());
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        // A pipe or a terminal cannot be replaced.
        return fs::write(&target, text).with_context(context);
    }
    let directory = target.parent().filter(|directory| !directory.as_os_str().is_empty());
    let directory = directory.unwrap_or_else(|| Path::new("."));
    if existing.as_ref().is_some_and(|metadata| metadata.permissions().readonly()) {
        bail!("cannot write {}: it is read-only", path.display());
    }
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(new_file_permissions());
    let mut file = builder.tempfile_in(directory).map_err(|error| {
        // The temporary name says nothing to anybody.
        let (path, directory) = (path.display(), directory.display());
        match error.kind() {
            ErrorKind::NotFound => anyhow!("cannot write {path}: there is no folder {directory}"),
            kind => anyhow!("cannot write {path}: no file can be made in {directory}: {kind}"),
        }
    })?;
    file.write_all(text.as_bytes()).with_context(context)?;
    if let Some(metadata) = existing {
        file.as_file().set_permissions(metadata.permissions()).with_context(context)?;
    }
    file.as_file().sync_all().with_context(context)?;
    file.persist(&target).with_context(context)?;
    Ok(())
}

/// What a new file may be read by; the process's mask takes away from it.
#[cfg(unix)]
fn new_file_permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o666)
}

/// Whether two paths lead to one file.
pub(crate) fn is_same_file(this: &Path, that: &Path) -> bool {
    matches!((fs::canonicalize(this), fs::canonicalize(that)), (Ok(this), Ok(that)) if this == that)
}
