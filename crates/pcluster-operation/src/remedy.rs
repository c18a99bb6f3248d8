//! What to do about an error.

/// An error that may know what to do about it.
pub trait Remedy: std::error::Error + Send + Sync + 'static {
    /// What to do, in one sentence without a full stop; `None` where nothing better is known than the error itself.
    fn help(&self) -> Option<String>;
}
