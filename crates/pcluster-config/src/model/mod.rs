//! The configuration as the user wrote it: the module tree is the YAML tree.
//!
//! A key that is not in the file is `None`; the value that then holds comes from the accessor of the same name.
//! Build a section with `..Default::default()`:
//!
//! ```
//! use pcluster_config::model::cluster::{ComputeResource, Efa};
//!
//! let resource = ComputeResource {
//!     name: "gpu".into(),
//!     instance_type: Some("p5.48xlarge".into()),
//!     efa: Some(Efa { enabled: Some(true), ..Default::default() }),
//!     ..Default::default()
//! };
//! assert_eq!(resource.min_count, None);
//! assert_eq!(resource.max_count(), 10);
//! ```

pub mod cluster;
pub mod image;

mod choice;
mod common;

pub use common::{AdditionalIamPolicy, Cookbook, Imds, ImdsSupport, LambdaFunctionsVpcConfig, Tag};
