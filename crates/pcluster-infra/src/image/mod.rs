//! The training image: its repository in ECR, what it is made of, how it is built and pushed, and what is there.
//!
//! Images are built and pushed by a container engine that is installed: [`engine`]. The password of the registry goes from
//! ECR to the engine over a pipe and nowhere else: [`credentials`].

pub mod credentials;
pub mod engine;
pub mod push;
pub mod recipe;
pub mod repository;
pub mod verify;

mod build;
mod reference;

pub use build::{BuildError, BuildEvent, BuildOptions, Built, Context, build};
pub use reference::{ImageTag, NotAName, Registry, RepositoryName};

/// The name of the repository when none is given.
pub const DEFAULT_REPOSITORY: &str = "pytorch-training-custom";
/// The tag of the image when none is given.
pub const DEFAULT_TAG: &str = "latest";
