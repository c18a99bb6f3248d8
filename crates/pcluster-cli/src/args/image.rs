//! `pclusterctl image`.

mod build;
mod dockerfile;
mod import;
mod push;
mod recipe;
mod repository;
mod verify;

use clap::{Args, Subcommand, ValueEnum};
use pcluster_infra::image::engine::EngineKind;
use pcluster_infra::image::{DEFAULT_REPOSITORY, DEFAULT_TAG, ImageTag, RepositoryName};

pub(crate) use build::ImageBuild;
pub(crate) use dockerfile::ImageDockerfile;
pub(crate) use import::ImageImport;
pub(crate) use push::ImagePush;
pub(crate) use recipe::RecipeArgs;
pub(crate) use repository::ImageRepository;
pub(crate) use verify::ImageVerify;

/// Make the training image and bring it into a repository of the account.
///
/// In this order: `repository` makes the repository in ECR, `build` the image on this machine, `push` sends it, and
/// `verify` shows what has arrived; `import` writes the script that brings it to shared storage, where the containers of jobs
/// read it. `dockerfile` writes the files that the image is made of, to be changed.
#[derive(Debug, Args)]
pub(crate) struct Image {
    #[command(subcommand)]
    pub(crate) command: ImageCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImageCommand {
    // The help is that of the structs: a comment here would hide it.
    Repository(ImageRepository),
    Dockerfile(ImageDockerfile),
    Build(ImageBuild),
    Push(ImagePush),
    Verify(ImageVerify),
    Import(ImageImport),
}

impl ImageCommand {
    /// Whether one JSON object a line is wanted.
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::Repository(args) => args.json,
            Self::Build(args) => args.json,
            Self::Push(args) => args.json,
            Self::Verify(args) => args.json,
            Self::Dockerfile(_) | Self::Import(_) => false,
        }
    }
}

/// Which image is meant.
#[derive(Clone, Debug, Args)]
pub(crate) struct ImageName {
    /// Name of the repository; the image has it on this machine too
    #[arg(long, value_name = "NAME", default_value = DEFAULT_REPOSITORY)]
    pub(crate) repository: RepositoryName,
    /// Tag of the image
    #[arg(long, short, value_name = "TAG", default_value = DEFAULT_TAG)]
    pub(crate) tag: ImageTag,
}

/// A container engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineArg {
    /// Docker, with its daemon
    Docker,
    /// Podman, which needs no daemon
    Podman,
    /// Buildah, which needs no daemon
    Buildah,
}

impl EngineArg {
    /// The engine as the library has it.
    pub(crate) fn kind(self) -> EngineKind {
        match self {
            Self::Docker => EngineKind::Docker,
            Self::Podman => EngineKind::Podman,
            Self::Buildah => EngineKind::Buildah,
        }
    }
}
