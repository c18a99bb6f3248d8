//! Building the image.

use std::path::PathBuf;

use super::engine::{
    BuildCommand, Engine, EngineError, EngineKind, EngineRunError, LocalImage, Progress, Stream, Trouble,
    build_arguments, local_image, run,
};
use super::recipe::Recipe;
use super::{ImageTag, RepositoryName};
use crate::Remedy;
use crate::operation::{Emitter, Operation};

/// What is built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Context {
    /// A directory of one's own, with a Dockerfile.
    Directory {
        /// The directory.
        directory: PathBuf,
        /// The Dockerfile, if it is not the one in the directory.
        dockerfile: Option<PathBuf>,
    },
    /// The training image.
    Recipe(Recipe),
}

/// How an image is built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildOptions {
    /// What is built.
    pub context: Context,
    /// The name of the repository that it is for, which names it on this machine too.
    pub repository: RepositoryName,
    /// Its tag.
    pub tag: ImageTag,
    /// The engine; otherwise the first that works.
    pub engine: Option<EngineKind>,
    /// Operating system and architecture. The nodes' counts, not this machine's.
    pub platform: String,
    /// Values of `ARG` instructions, as `NAME=VALUE`.
    pub build_args: Vec<String>,
    /// Whether to ask for a newer base image.
    pub pull: bool,
    /// Whether to build every layer anew.
    pub no_cache: bool,
    /// Where the engine shows how far it is.
    pub progress: Progress,
}

/// What happens while an image is built.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "event")]
#[non_exhaustive]
pub enum BuildEvent {
    /// The build begins.
    Building {
        /// The engine.
        engine: EngineKind,
        /// The name of the image with its tag.
        reference: String,
        /// Operating system and architecture.
        platform: String,
    },
    /// The engine wrote a line.
    Line {
        /// Where.
        stream: Stream,
        /// The line.
        text: String,
    },
}

/// An image that has been built.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Built {
    /// The engine that has it.
    pub engine: EngineKind,
    /// Its name with its tag.
    pub reference: String,
    /// What the engine knows about it.
    pub image: Option<LocalImage>,
}

/// Why there is no image.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The engine failed, or it was told to stop.
    #[error(transparent)]
    Run(#[from] EngineRunError),
    /// There is no Dockerfile.
    #[error("there is no Dockerfile at {0}")]
    NoDockerfile(PathBuf),
    /// The files of the training image could not be put down.
    #[error("the files of the image cannot be written: {0}")]
    Files(#[from] std::io::Error),
}

impl Remedy for BuildError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Engine(error) => error.help(),
            Self::Run(EngineRunError::Failed { trouble, .. }) if let Some(help) = of_a_build(*trouble) => {
                Some(help.to_owned())
            }
            Self::Run(error) => error.help(),
            Self::NoDockerfile(path) => {
                let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                let directory = directory.map_or(".".into(), |directory| directory.to_string_lossy());
                Some(format!("`pclusterctl image dockerfile --output {directory}` writes one to start from"))
            }
            Self::Files(_) => None,
        }
    }
}

/// What helps where an image is pulled or installed from, and not pushed to.
fn of_a_build(trouble: Trouble) -> Option<&'static str> {
    match trouble {
        Trouble::Connection | Trouble::Registry | Trouble::Throttled => Some(
            "see whether this machine reaches what the image is built from (the registry of the base image, Ubuntu's \
             archives, PyPI), then run the same command again: layers that are done are not built again",
        ),
        Trouble::NoCredentials | Trouble::Token | Trouble::Denied | Trouble::NoRepository => {
            Some("see whether the base image exists, and log in to its registry if it is a private one")
        }
        _ => None,
    }
}

impl Remedy for EngineRunError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Failed { trouble: Trouble::Unknown, .. } => {
                Some("what the engine wrote above says more".to_owned())
            }
            Self::Failed { trouble, .. } => trouble.help().map(str::to_owned),
            Self::Start { .. } | Self::Cancelled(_) => None,
        }
    }
}

impl BuildOptions {
    /// The training image as it comes, for the nodes of a cluster with GPUs.
    pub fn new(repository: RepositoryName, tag: ImageTag) -> Self {
        Self {
            context: Context::Recipe(Recipe::default()),
            repository,
            tag,
            engine: None,
            platform: "linux/amd64".to_owned(),
            build_args: Vec::new(),
            pull: false,
            no_cache: false,
            progress: Progress::default(),
        }
    }
}

/// Builds an image.
pub fn build(options: BuildOptions) -> Operation<BuildEvent, Built, BuildError> {
    Operation::start(move |emitter| async move { work(options, &emitter).await })
}

async fn work(options: BuildOptions, emitter: &Emitter<BuildEvent>) -> Result<Built, BuildError> {
    // It has to be there until the build has ended.
    let mut files = None;
    let (context, dockerfile) = match &options.context {
        Context::Directory { directory, dockerfile } => {
            let dockerfile = dockerfile.clone().unwrap_or_else(|| directory.join("Dockerfile"));
            if !dockerfile.is_file() {
                return Err(BuildError::NoDockerfile(dockerfile));
            }
            (directory.clone(), dockerfile)
        }
        Context::Recipe(recipe) => {
            let directory = tempfile::Builder::new().prefix("pclusterctl-").tempdir()?;
            for file in recipe.files() {
                std::fs::write(directory.path().join(file.name), &file.text)?;
            }
            let path = files.insert(directory).path().to_owned();
            let dockerfile = path.join("Dockerfile");
            (path, dockerfile)
        }
    };
    let engine = Engine::find(options.engine).await?;
    let reference = format!("{}:{}", options.repository, options.tag);
    let event = BuildEvent::Building {
        engine: engine.kind,
        reference: reference.clone(),
        platform: options.platform.clone(),
    };
    emitter.emit(event).await;
    let command = BuildCommand {
        context,
        dockerfile,
        reference: reference.clone(),
        platform: options.platform,
        build_args: options.build_args,
        pull: options.pull,
        no_cache: options.no_cache,
    };
    // A note on how it was built makes a list of manifests of an image, which enroot does not always read.
    let environment = [("BUILDX_NO_DEFAULT_ATTESTATIONS".into(), "1".into())];
    run(&engine, &build_arguments(engine.kind, &command), &environment, options.progress, emitter, |line| {
        BuildEvent::Line { stream: line.stream, text: line.text }
    })
    .await?;
    drop(files);
    let image = local_image(&engine, &reference).await.ok().flatten();
    Ok(Built { engine: engine.kind, reference, image })
}
