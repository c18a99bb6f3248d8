//! Mounts.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// One mount of `--container-mounts`: `SRC[:DST[:FLAGS]]`, with `+` between flags.
///
/// ```
/// use pcluster_slurm::container::{Mount, Source};
///
/// let mount: Mount = "/fsx/data:/data:ro+rprivate".parse()?;
/// assert_eq!(mount.source, Source::Path("/fsx/data".to_owned()));
/// assert_eq!(mount.target, "/data");
/// assert_eq!(mount.flags, ["ro", "rprivate"]);
/// assert_eq!("/fsx".parse::<Mount>()?.target, "/fsx");
/// # Ok::<_, pcluster_slurm::container::MountError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mount {
    /// What is mounted.
    pub source: Source,
    /// Where it is seen in the container; the path of the source where none is given.
    pub target: String,
    /// Flags of enroot, such as `ro`.
    pub flags: Vec<String>,
}

/// What is mounted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A file or directory of the node: an absolute path, or one relative to where the job runs.
    Path(String),
    /// An empty file system in memory.
    Tmpfs,
    /// Nothing: what is mounted at the target is taken away.
    Umount,
}

/// Why pyxis refuses a mount.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MountError {
    /// There is no source in front of the colon.
    #[error("`{0}` has no source")]
    NoSource(String),
    /// There is no target behind the colon.
    #[error("`{0}` has no target")]
    NoTarget(String),
    /// A source that is neither a path nor `tmpfs` nor `umount`.
    #[error("the source `{0}` is neither a path nor `tmpfs` nor `umount`")]
    Source(String),
    /// A target that is no path.
    #[error("the target `{0}` is no path")]
    Target(String),
}

impl FromStr for Mount {
    type Err = MountError;

    fn from_str(text: &str) -> Result<Self, MountError> {
        let mut parts = text.splitn(3, ':');
        let source = parts.next().filter(|source| !source.is_empty());
        let source = source.ok_or_else(|| MountError::NoSource(text.to_owned()))?;
        let target = match parts.next() {
            Some("") => return Err(MountError::NoTarget(text.to_owned())),
            target => target.unwrap_or(source),
        };
        let is_path = |path: &str| path.starts_with(['/', '.']);
        let source = match source {
            path if is_path(path) => Source::Path(path.to_owned()),
            "tmpfs" => Source::Tmpfs,
            "umount" => Source::Umount,
            other => return Err(MountError::Source(other.to_owned())),
        };
        if !is_path(target) {
            return Err(MountError::Target(target.to_owned()));
        }
        let flags = parts.next().unwrap_or_default().split('+').filter(|flag| !flag.is_empty());
        Ok(Self { source, target: target.to_owned(), flags: flags.map(str::to_owned).collect() })
    }
}

impl fmt::Display for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match &self.source {
            Source::Path(path) => path.as_str(),
            Source::Tmpfs => "tmpfs",
            Source::Umount => "umount",
        };
        write!(f, "{source}:{}", self.target)?;
        if !self.flags.is_empty() {
            write!(f, ":{}", self.flags.join("+"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_pyxis_refuses_is_refused() {
        for (text, message) in [
            (":/data", "`:/data` has no source"),
            ("/data:", "`/data:` has no target"),
            ("data:/data", "the source `data` is neither a path nor `tmpfs` nor `umount`"),
            ("/data:data", "the target `data` is no path"),
            ("tmpfs", "the target `tmpfs` is no path"),
        ] {
            assert_eq!(text.parse::<Mount>().unwrap_err().to_string(), message);
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_again(text in "(/|\\.|tmpfs|umount)?[a-z/.:+]{0,20}") {
            if let Ok(mount) = text.parse::<Mount>() {
                prop_assert_eq!(mount.to_string().parse::<Mount>(), Ok(mount));
            }
        }
    }
}
