//! A directory and a bucket brought to the same content: only what differs is copied, and what was copied is proved to
//! have arrived as it was.
//!
//! Nothing but the bucket itself remembers what was done: what is there is told by sizes and checksums, what arrived of
//! a large file by the parts of its unfinished upload. So a sync can be stopped at any moment, and run again.
//!
//! Both sides are gone through side by side in the order of their names, so that memory does not grow with their number.

mod compare;
mod digest;
mod download;
mod event;
mod feed;
mod fetch;
mod filter;
mod lanes;
mod layout;
mod listing;
mod multipart;
mod plan;
mod pool;
mod put;
mod remove;
mod run;
mod source;
mod tally;
mod transfer;
mod unfinished;
mod upload;
mod walk;

pub use download::download;
pub use event::{Kept, Progress, Removal, SyncError, SyncEvent, SyncSummary};
pub use filter::{Filter, FilterRule, NotAGlob};
pub use layout::Layout;
pub use plan::{Action, Compare, Meta, Reason, decide, plan};
pub use put::Integrity;
pub use remove::Delete;
pub use run::{SyncOperation, SyncOptions};
pub use upload::upload;
