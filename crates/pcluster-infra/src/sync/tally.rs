//! Figures that many tasks add to.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use super::event::Progress;

/// What has happened so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) files: AtomicU64,
    pub(crate) unchanged: AtomicU64,
    pub(crate) to_copy: AtomicU64,
    pub(crate) bytes_to_copy: AtomicU64,
    pub(crate) copied: AtomicU64,
    pub(crate) bytes_of_copied: AtomicU64,
    pub(crate) bytes_copied: AtomicU64,
    pub(crate) bytes_resumed: AtomicU64,
    pub(crate) removed: AtomicU64,
    pub(crate) skipped: AtomicU64,
    pub(crate) failed: AtomicU64,
    pub(crate) complete: AtomicBool,
}

/// Adds to a figure.
pub(crate) fn add(figure: &AtomicU64, amount: u64) {
    figure.fetch_add(amount, Relaxed);
}

/// Takes from a figure what was added too early.
pub(crate) fn subtract(figure: &AtomicU64, amount: u64) {
    figure.fetch_sub(amount, Relaxed);
}

/// A figure.
pub(crate) fn get(figure: &AtomicU64) -> u64 {
    figure.load(Relaxed)
}

impl Tally {
    /// How far it is.
    pub(crate) fn progress(&self) -> Progress {
        Progress {
            files: get(&self.files),
            unchanged: get(&self.unchanged),
            to_copy: get(&self.to_copy),
            bytes_to_copy: get(&self.bytes_to_copy),
            copied: get(&self.copied),
            bytes_copied: get(&self.bytes_copied),
            bytes_resumed: get(&self.bytes_resumed),
            complete: self.complete.load(Relaxed),
        }
    }
}
