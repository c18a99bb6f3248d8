//! Releases of Slurm.

use std::fmt;

/// A release of Slurm, which is named for the year and the month of its first version.
///
/// ```
/// use pcluster_slurm::script::options::SlurmVersion;
///
/// assert!(SlurmVersion::new(22, 5) < SlurmVersion::NEWEST);
/// assert_eq!(SlurmVersion::new(22, 5).to_string(), "22.05");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlurmVersion {
    year: u8,
    month: u8,
}

impl SlurmVersion {
    /// The newest release whose options are known here.
    pub const NEWEST: Self = Self::new(24, 11);
    /// The oldest release whose options are known here.
    pub const OLDEST: Self = Self::new(22, 5);

    /// The release `year.month`.
    pub const fn new(year: u8, month: u8) -> Self {
        Self { year, month }
    }
}

impl Default for SlurmVersion {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl fmt::Display for SlurmVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.year, self.month)
    }
}
