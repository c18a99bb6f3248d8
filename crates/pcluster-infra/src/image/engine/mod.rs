//! Container engines: docker, podman, buildah.

mod command;
mod detect;
mod local;
mod run;
mod trouble;

pub use command::BuildCommand;
pub use detect::{Engine, EngineError, EngineKind, EngineState, Probe, choose, probe};
pub use local::LocalImage;
pub use run::{EngineRunError, Progress, Stream};
pub use trouble::Trouble;

pub(in crate::image) use command::{build_arguments, push_arguments, tag_arguments};
pub(in crate::image) use local::local_image;
pub(in crate::image) use run::{Line, run};
