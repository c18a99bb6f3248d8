//! The files of a directory, in the order in which S3 lists their keys.
//!
//! What is held is the names in the directories on the way down to the present file, nothing else: a directory with a
//! million files costs about 30 MB, a million directories next to nothing.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::sync::mpsc::Sender;

use super::filter::Filter;
use super::plan::Meta;

/// The end of the names of files that are not yet whole.
pub(crate) const PARTIAL: &str = ".pclusterctl-part";

/// The longest key of S3, in bytes.
const LONGEST_KEY: usize = 1024;

/// How many entries go on at a time.
const BATCH: usize = 256;

/// A file of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalFile {
    /// Below the directory, with `/` between the parts.
    pub(crate) path: String,
    /// What is known of it.
    pub(crate) meta: Meta,
}

/// What a walk comes upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file.
    File(LocalFile),
    /// Something that is not copied by its nature.
    Skipped(String, String),
    /// Something that cannot be read; a file of which nothing is known but its name.
    Failed(String, String),
}

impl Entry {
    /// The path of a file.
    pub(crate) fn path(&self) -> Option<&str> {
        match self {
            Self::File(file) => Some(&file.path),
            Self::Skipped(..) | Self::Failed(..) => None,
        }
    }

    /// The file.
    pub(crate) fn into_file(self) -> Option<LocalFile> {
        match self {
            Self::File(file) => Some(file),
            Self::Skipped(..) | Self::Failed(..) => None,
        }
    }
}

/// How to walk.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    /// Where.
    pub(crate) root: PathBuf,
    /// What is of interest.
    pub(crate) filter: Filter,
    /// Whether symbolic links stand for what they point to; otherwise they are skipped.
    pub(crate) follow: bool,
    /// How long the prefix of the keys is, in bytes.
    pub(crate) prefix: usize,
}

/// Nobody wants to know the rest.
struct Stop;

struct Walker<'a> {
    walk: &'a Walk,
    to: &'a Sender<Vec<Entry>>,
    batch: Vec<Entry>,
    /// The directories that are being read, by device and inode: a link to one of them leads round in a circle.
    open: Vec<(u64, u64)>,
}

/// The names in a directory, one after another in one buffer.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    spans: Vec<(u32, u32)>,
}

impl Walk {
    /// Sends all entries, in order, until nobody listens. It blocks.
    pub(crate) fn run(&self, to: &Sender<Vec<Entry>>) {
        let mut walker = Walker { walk: self, to, batch: Vec::new(), open: Vec::new() };
        if walker.directory(&self.root, "").is_ok() {
            let _ = walker.flush();
        }
    }
}

impl Walker<'_> {
    fn directory(&mut self, directory: &Path, path: &str) -> Result<(), Stop> {
        let follow = self.walk.follow;
        let names =
            match fs::metadata(directory).and_then(|meta| Ok((identity(&meta), names(directory, follow)?))) {
                Ok((identity, _)) if self.open.contains(&identity) => {
                    let reason = "the link leads back to a directory that it is in".to_owned();
                    return self.push(Entry::Skipped(path.trim_end_matches('/').to_owned(), reason));
                }
                Ok((identity, names)) => {
                    self.open.push(identity);
                    names
                }
                Err(error) => {
                    return self
                        .push(Entry::Failed(path.to_owned(), format!("cannot read the directory: {error}")));
                }
            };
        for name in names.iter() {
            let Ok(text) = std::str::from_utf8(name) else {
                let lossy = format!("{path}{}", String::from_utf8_lossy(name));
                self.push(Entry::Failed(
                    lossy,
                    "its name is not UTF-8, which keys in a bucket are".to_owned(),
                ))?;
                continue;
            };
            let below = format!("{path}{text}");
            if let Some(bare) = text.strip_suffix('/') {
                if !self.walk.filter.prunes(&below) {
                    self.directory(&directory.join(bare), &below)?;
                }
            } else if self.walk.filter.takes(&below) && !text.ends_with(PARTIAL) {
                let entry = self.file(&directory.join(text), below);
                self.push(entry)?;
            }
        }
        self.open.pop();
        Ok(())
    }

    fn file(&self, file: &Path, path: String) -> Entry {
        let meta = match if self.walk.follow { fs::metadata(file) } else { fs::symlink_metadata(file) } {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound && file.is_symlink() => {
                return Entry::Failed(path, "the link leads nowhere".to_owned());
            }
            Err(error) => return Entry::Failed(path, error.to_string()),
        };
        if meta.is_symlink() {
            return Entry::Skipped(path, "a symbolic link".to_owned());
        }
        if !meta.is_file() {
            return Entry::Skipped(path, "neither a file nor a directory".to_owned());
        }
        if self.walk.prefix + path.len() > LONGEST_KEY {
            return Entry::Failed(path, format!("its key would be longer than {LONGEST_KEY} bytes"));
        }
        Entry::File(LocalFile { path, meta: Meta { size: meta.len(), modified: modified(&meta) } })
    }

    fn push(&mut self, entry: Entry) -> Result<(), Stop> {
        self.batch.push(entry);
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Stop> {
        self.to.blocking_send(std::mem::take(&mut self.batch)).map_err(|_| Stop)
    }
}

impl Names {
    fn push(&mut self, name: &OsStr, directory: bool) -> io::Result<()> {
        let too_large = |_| io::Error::other("too many names in one directory");
        let start = u32::try_from(self.bytes.len()).map_err(too_large)?;
        self.bytes.extend_from_slice(name.as_bytes());
        if directory {
            self.bytes.push(b'/');
        }
        self.spans.push((start, u32::try_from(self.bytes.len()).map_err(too_large)?));
        Ok(())
    }

    fn get(&self, (start, end): (u32, u32)) -> &[u8] {
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.spans.iter().map(|span| self.get(*span))
    }

    fn sort(&mut self) {
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_unstable_by(|a, b| self.get(*a).cmp(self.get(*b)));
        self.spans = spans;
    }
}

/// The names in a directory in the order of their bytes, those of directories with a `/` at the end: what is below them
/// is then in order, too.
fn names(directory: &Path, follow: bool) -> io::Result<Names> {
    let mut names = Names::default();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let is_directory = kind.is_dir() || (follow && kind.is_symlink() && entry.path().is_dir());
        names.push(&entry.file_name(), is_directory)?;
    }
    names.sort();
    Ok(names)
}

fn identity(meta: &Metadata) -> (u64, u64) {
    (meta.dev(), meta.ino())
}

fn modified(meta: &Metadata) -> Option<SystemTime> {
    meta.modified().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn walked(root: &Path) -> Vec<Entry> {
        let (to, mut from) = tokio::sync::mpsc::channel(1000);
        Walk { root: root.to_owned(), filter: Filter::default(), follow: true, prefix: 0 }.run(&to);
        drop(to);
        let mut entries = Vec::new();
        while let Ok(batch) = from.try_recv() {
            entries.extend(batch);
        }
        entries
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn files_come_in_the_order_of_their_keys(paths in prop::collection::btree_set("[a\u{e9}!.0-]{1,2}(/[a.0-]{1,2}){0,2}", 1..12)) {
            let root = tempfile::tempdir().unwrap();
            let mut made = BTreeSet::new();
            for path in &paths {
                let file = root.path().join(path);
                let usable = path.split('/').all(|part| part != "." && part != "..");
                if usable && fs::create_dir_all(file.parent().unwrap()).is_ok() && !file.is_dir() && fs::write(&file, "").is_ok() {
                    made.insert(path.clone());
                }
            }
            let found: Vec<String> =
                walked(root.path()).into_iter().filter_map(Entry::into_file).map(|file| file.path).collect();
            // A set of strings is in the order of their bytes.
            prop_assert_eq!(found, made.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_file_that_is_not_whole_is_no_file() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(".x.pclusterctl-part"), "").unwrap();
        fs::write(root.path().join("x".repeat(255)), "").unwrap();
        let long =
            Walk { root: root.path().to_owned(), filter: Filter::default(), follow: true, prefix: 1000 };
        let (to, mut from) = tokio::sync::mpsc::channel(10);
        long.run(&to);
        let entries = from.try_recv().unwrap();
        assert!(matches!(&entries[..], [Entry::Failed(_, reason)] if reason.contains("1024")), "{entries:?}");
    }
}
