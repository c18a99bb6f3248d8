//! Container images and mounts, as pyxis and enroot read them.
//!
//! pyxis adds `--container-...` options to Slurm and has enroot do the work. It takes an image for a file only where its
//! name begins with `/` or `.`; everything else is an image of a registry, which Docker's own names are not in every
//! detail: enroot separates the registry from the image with `#`.

mod files;
mod image;
mod import;
mod mount;
mod quote;
mod registry;

pub use files::files_of;
pub use image::{Engine, Image, ImageError};
pub use import::{Credentials, Import, ImportError, ImportOptions};
pub use mount::{Mount, MountError, Source};
pub use registry::{Ecr, RegistryImage, Separator};
