//! What the source does not have, and the target is to lose.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::sync::Arc;

use super::event::{Removal, SyncError};

/// How many are shown to whoever is asked.
const EXAMPLES: usize = 5;

/// Whether what the source does not have is removed from the target. It is done last, and only if nothing failed.
#[derive(Clone, Default)]
pub enum Delete {
    /// No.
    #[default]
    Never,
    /// If this says yes, once it is known how much it is. It may block. If the source has nothing at all, the sync fails
    /// without asking.
    Ask(Arc<dyn Fn(&Removal) -> bool + Send + Sync>),
    /// Yes, even if the source has nothing at all.
    Always,
}

impl fmt::Debug for Delete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Never => "Never",
            Self::Ask(_) => "Ask",
            Self::Always => "Always",
        })
    }
}

/// Paths to be removed, in a file without a name: there may be more of them than fit into memory.
#[derive(Debug)]
pub(crate) struct Spool {
    file: BufWriter<File>,
    count: u64,
    examples: Vec<String>,
}

/// The paths of a [`Spool`], some at a time.
#[derive(Debug)]
pub(crate) struct Spooled {
    file: BufReader<File>,
    left: u64,
}

impl Spool {
    /// An empty one.
    pub(crate) fn new() -> Result<Self, SyncError> {
        let file = tempfile::tempfile().map_err(SyncError::Temporary)?;
        Ok(Self { file: BufWriter::new(file), count: 0, examples: Vec::new() })
    }

    /// Adds a path.
    pub(crate) fn push(&mut self, path: &str) -> Result<(), SyncError> {
        let length = u32::try_from(path.len()).unwrap_or(u32::MAX);
        let mut write = || {
            self.file.write_all(&length.to_le_bytes())?;
            self.file.write_all(path.as_bytes())
        };
        write().map_err(SyncError::Temporary)?;
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(path.to_owned());
        }
        Ok(())
    }

    /// What there is.
    pub(crate) fn removal(&self) -> Removal {
        Removal { count: self.count, examples: self.examples.clone() }
    }

    /// To be read.
    pub(crate) fn read(self) -> Result<Spooled, SyncError> {
        let rewound = || -> io::Result<File> {
            let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.rewind()?;
            Ok(file)
        };
        let file = BufReader::new(rewound().map_err(SyncError::Temporary)?);
        Ok(Spooled { file, left: self.count })
    }
}

impl Spooled {
    /// The next paths, at most so many; none at the end.
    pub(crate) fn next(&mut self, most: usize) -> Result<Vec<String>, SyncError> {
        let mut paths = Vec::new();
        while self.left > 0 && paths.len() < most {
            paths.push(self.one().map_err(SyncError::Temporary)?);
            self.left -= 1;
        }
        Ok(paths)
    }

    fn one(&mut self) -> io::Result<String> {
        let mut length = [0; 4];
        self.file.read_exact(&mut length)?;
        let mut path = vec![0; u32::from_le_bytes(length) as usize];
        self.file.read_exact(&mut path)?;
        String::from_utf8(path).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut spool = Spool::new().unwrap();
        let paths: Vec<String> = (0..12).map(|number| format!("é/{number}")).collect();
        for path in &paths {
            spool.push(path).unwrap();
        }
        assert_eq!(spool.removal().count, 12);
        assert_eq!(spool.removal().examples, paths[..5]);
        let mut spooled = spool.read().unwrap();
        assert_eq!(spooled.next(10).unwrap(), paths[..10]);
        assert_eq!(spooled.next(10).unwrap(), paths[10..]);
        assert!(spooled.next(10).unwrap().is_empty());
    }
}
