//! What a training cluster needs around it on AWS: the stack with its network and storage, a bucket with scripts and
//! data, the associations between them, and a repository with the training image.
//!
//! What is done is split in two. A *plan* is pure: it is made of what is wanted and of what there is, and says what
//! would be done. *Applying* it is an [`Operation`]: a stream of events with an outcome, which finds out what exists,
//! does what is missing, can be cancelled, and can be run again after a crash at any point. AWS itself holds the state.
//!
//! ```no_run
//! use std::collections::BTreeMap;
//!
//! use pcluster_infra::bucket::{self, BucketName, Wanted};
//! use pcluster_infra::{Session, SessionOptions};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let session = Session::load(&SessionOptions::new()).await?;
//! let account = session.identity().await?.account;
//! let region = session.region().to_owned();
//! let wanted = Wanted { bucket: BucketName::of_account(&account, &region), account, region, tags: BTreeMap::new() };
//!
//! let found = bucket::look(&session, &wanted).await?;
//! let plan = bucket::plan(&wanted, found.as_ref())?;
//! for change in &plan.changes {
//!     println!("{change}");
//! }
//! let mut operation = bucket::apply(&session, plan);
//! while let Some(event) = operation.next().await {
//!     println!("{event:?}");
//! }
//! let bucket = operation.finish().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here prints, reads the arguments of a program or ends it.

pub mod association;
pub mod aws;
pub mod bucket;
pub mod doctor;
pub mod env_file;
pub mod image;
pub mod listing;
pub mod outputs;
pub mod parameters;
pub mod stack;
pub mod sync;
pub mod template;

mod hex;
mod program;

pub use aws::{Failure, FailureKind, Session, SessionOptions, redacted};
pub use pcluster_operation::{self as operation, Operation, Remedy};
