//! Files, directories and standard input.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use ignore::WalkBuilder;
use pcluster_config::source::MAX_BYTES;

use super::paths::absolute;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    File(PathBuf),
    Stdin,
}

impl Input {
    /// The input that an argument names.
    pub(crate) fn from_argument(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// The file that a text is written to, as if it were read: settings are found by it.
    pub(crate) fn written_to(path: Option<&Path>) -> Self {
        path.map_or(Self::Stdin, |path| Self::File(path.to_owned()))
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "<stdin>".to_owned(),
        }
    }

    /// Its content, up to a little more than what is accepted at most.
    pub(crate) fn read(&self) -> anyhow::Result<Vec<u8>> {
        let limit = u64::try_from(MAX_BYTES)?.saturating_add(1);
        let mut bytes = Vec::new();
        match self {
            Self::File(path) => {
                let context = || format!("cannot read {}", path.display());
                let file = File::open(path).with_context(context)?;
                if file.metadata().with_context(context)?.is_dir() {
                    bail!("cannot read {}: it is a directory", path.display());
                }
                file.take(limit).read_to_end(&mut bytes).with_context(context)?;
            }
            Self::Stdin => {
                io::stdin()
                    .lock()
                    .take(limit)
                    .read_to_end(&mut bytes)
                    .context("cannot read standard input")?;
            }
        }
        Ok(bytes)
    }
}

/// What is looked for in directories.
#[derive(Clone, Copy)]
pub(crate) struct Search {
    /// Whether a file is one of them.
    pub(crate) is_wanted: fn(&Path) -> bool,
    /// How they are called where there are none.
    pub(crate) files: &'static str,
}

/// The inputs that arguments name, each once, directories searched; what cannot be searched is returned as errors.
pub(crate) fn expand(paths: &[PathBuf], wanted: &Search) -> (Vec<Input>, Vec<anyhow::Error>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = inputs.len();
            search(path, wanted, &mut inputs, &mut errors);
            if inputs.len() == before && errors.is_empty() {
                errors.push(anyhow::anyhow!("there are no {} in {}", wanted.files, path.display()));
            }
        } else {
            inputs.push(Input::from_argument(path));
        }
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| seen.insert(identity(input)));
    (inputs, errors)
}

/// What is the same for `a.yaml` and `./a.yaml`; `None` is standard input.
fn identity(input: &Input) -> Option<PathBuf> {
    match input {
        Input::File(path) => Some(absolute(path).unwrap_or_else(|_| path.clone())),
        Input::Stdin => None,
    }
}

fn search(directory: &Path, wanted: &Search, inputs: &mut Vec<Input>, errors: &mut Vec<anyhow::Error>) {
    let walk = WalkBuilder::new(directory).sort_by_file_path(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry)
                if entry.file_type().is_some_and(|kind| kind.is_file())
                    && (wanted.is_wanted)(entry.path()) =>
            {
                // What lies in the working directory goes by its name alone.
                let path = entry.path();
                inputs.push(Input::File(path.strip_prefix(".").unwrap_or(path).to_owned()));
            }
            Ok(_) => {}
            Err(error) => errors.push(error.into()),
        }
    }
}
