//! Putting the files of the recipe into a directory.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Recipe, RecipeFile};
use crate::Remedy;

/// A file of the recipe and what there is in its place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Placed {
    /// Where it belongs.
    pub path: PathBuf,
    /// What there was.
    pub state: State,
}

/// What there is in the place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// Nothing.
    New,
    /// The very file.
    Same,
    /// Something else.
    Different,
}

/// Why files are not where they belong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// There are other files in their places, which may hold somebody's work. Nothing was written.
    #[error("{} there with another content; nothing was written", listed(.0))]
    Different(Vec<PathBuf>),
    /// A file could not be read or written.
    #[error("cannot write {path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl Remedy for PlaceError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Different(_) => {
                Some("`--force` replaces them; without `--output`, the Dockerfile is shown".to_owned())
            }
            Self::Io { .. } => None,
        }
    }
}

/// What there is in a directory in the places of the files.
pub fn compare(directory: &Path, recipe: &Recipe) -> Result<Vec<Placed>, PlaceError> {
    recipe
        .files()
        .into_iter()
        .map(|RecipeFile { name, text, .. }| {
            let path = directory.join(name);
            let state = match fs::read(&path) {
                Ok(present) if present == text.as_bytes() => State::Same,
                Ok(_) => State::Different,
                Err(error) if error.kind() == io::ErrorKind::NotFound => State::New,
                Err(error) => return Err(PlaceError::Io { path, error }),
            };
            Ok(Placed { path, state })
        })
        .collect()
}

/// Writes the files that are not there. What is there and differs is replaced with `force` alone; otherwise nothing is
/// written at all.
pub fn place(directory: &Path, recipe: &Recipe, force: bool) -> Result<Vec<Placed>, PlaceError> {
    let placed = compare(directory, recipe)?;
    let different = placed.iter().filter(|placed| placed.state == State::Different);
    let different: Vec<PathBuf> = different.map(|placed| placed.path.clone()).collect();
    if !different.is_empty() && !force {
        return Err(PlaceError::Different(different));
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| PlaceError::Io { path, error }
    };
    fs::create_dir_all(directory).map_err(failed(directory))?;
    for (file, placed) in recipe.files().iter().zip(&placed) {
        if placed.state != State::Same {
            write(directory, file).map_err(failed(&placed.path))?;
        }
    }
    Ok(placed)
}

/// Writes a file whole or not at all.
fn write(directory: &Path, file: &RecipeFile) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The process's mask takes away from it.
        builder.permissions(fs::Permissions::from_mode(if file.executable { 0o777 } else { 0o666 }));
    }
    let mut temporary = builder.tempfile_in(directory)?;
    temporary.write_all(file.text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary.persist(directory.join(file.name)).map(|_| ()).map_err(|error| error.error)
}

fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    format!("{} {}", names.join(", "), if names.len() == 1 { "is" } else { "are" })
}
