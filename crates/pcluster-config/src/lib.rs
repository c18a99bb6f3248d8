//! A typed model of AWS ParallelCluster configurations, and everything that can be said about one without an AWS
//! account.
//!
//! A text is read as the official tool reads it, and every problem in it is reported at once, in its place:
//!
//! ```
//! use pcluster_config::{Options, check_bytes, render};
//!
//! let text = b"Image:\n  Os: alinux2023\nHeadNod: {}\n";
//! let report = check_bytes("cluster.yaml", text, &Options::default());
//! assert!(!report.is_valid());
//! print!("{}", render::concise(&report));
//! ```
//!
//! A configuration that was built in code goes through the same rules ([`check_cluster`]) and is written as YAML that
//! the official tool accepts ([`to_yaml`]).

pub mod allow;
pub mod baseline;
pub mod diagnostic;
pub mod facts;
pub mod fix;
pub mod location;
pub mod model;
pub mod policy;
pub mod render;
pub mod rules;
pub mod scalar;
pub mod schema;
pub mod settings;
pub mod source;
pub mod suggest;
pub mod template;

mod kind;
mod known;
mod yaml;

pub use diagnostic::{Report, Validated};
pub use kind::ConfigKind;
pub use source::{Options, check_bytes, check_cluster, check_image};
pub use yaml::{WriteError, to_yaml};

/// The example of the README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
