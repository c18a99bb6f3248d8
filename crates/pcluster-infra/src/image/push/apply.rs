//! Pushing an image.

use std::path::PathBuf;
use std::time::Duration;

use aws_sdk_ecr::Client;
use aws_sdk_ecr::types::ImageIdentifier;

use super::plan::{PushPlan, Tagged, plan};
use crate::Remedy;
use crate::aws::{Failure, FailureKind, Session, SessionOptions};
use crate::image::credentials::{self, Configuration};
use crate::image::engine::{
    Engine, EngineError, EngineKind, EngineRunError, Line, LocalImage, Progress, Stream, Trouble,
    local_image, push_arguments, run, tag_arguments,
};
use crate::image::repository::{describe, has_immutable_tags};
use crate::image::verify::{RemoteImage, look};
use crate::image::{ImageTag, Registry, RepositoryName};
use crate::operation::{Cancelled, Emitter, Operation};

/// How often a push is tried. Engines themselves try each layer several times.
const ATTEMPTS: u32 = 4;
/// What is waited before the second try, and twice as long before each after it.
const FIRST_WAIT: Duration = Duration::from_secs(2);

/// How an image is pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PushOptions {
    /// The repository, which names the image on this machine too.
    pub repository: RepositoryName,
    /// The tag.
    pub tag: ImageTag,
    /// The engine; otherwise the first that works.
    pub engine: Option<EngineKind>,
    /// The way to AWS that the credential helper takes.
    pub session: SessionOptions,
    /// The program that answers for the credential helper when it is called `docker-credential-pclusterctl`.
    pub helper: PathBuf,
    /// Where the engine shows how far it is.
    pub progress: Progress,
}

/// What happens while an image is pushed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "event")]
#[non_exhaustive]
pub enum PushEvent {
    /// What will be done.
    #[serde(rename = "plan")]
    Planned {
        /// The plan.
        plan: PushPlan,
        /// The engine.
        engine: EngineKind,
        /// The image on this machine.
        image: LocalImage,
        /// The name that it gets.
        uri: String,
    },
    /// The engine wrote a line.
    Line {
        /// Where.
        stream: Stream,
        /// The line.
        text: String,
    },
    /// The push failed in a way that passes, and is tried again.
    Retrying {
        /// Which try failed, from 1.
        attempt: u32,
        /// Why.
        trouble: Trouble,
        /// What the engine said.
        said: String,
        /// Seconds until the next try.
        wait: u64,
    },
}

/// The image in the repository.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct PushOutcome {
    /// Whether something was sent; if not, the very image was there.
    pub pushed: bool,
    /// The image as the repository has it.
    pub image: RemoteImage,
}

/// Why the image is not in the repository.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PushError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// There is no engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The engine failed.
    #[error(transparent)]
    Run(#[from] EngineRunError),
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The repository does not exist.
    #[error("there is no repository `{0}` in this region of the account")]
    NoRepository(RepositoryName),
    /// The image does not exist on this machine.
    #[error("{engine} has no image `{reference}`")]
    NoImage {
        /// The engine.
        engine: EngineKind,
        /// The name of the image with its tag.
        reference: String,
    },
    /// The tag is another image's.
    #[error(
        "the tag `{tag}` in `{repository}` belongs to another image ({digest}), and its tags are immutable"
    )]
    TagTaken {
        /// The tag.
        tag: ImageTag,
        /// The repository.
        repository: RepositoryName,
        /// The digest of the image that has it.
        digest: String,
    },
    /// The engine says that it has pushed, and the repository has nothing.
    #[error("{engine} says that it has pushed `{uri}`, but the repository does not have it")]
    Absent {
        /// The engine.
        engine: EngineKind,
        /// The name of the image.
        uri: String,
    },
    /// The directories for the engine could not be made.
    #[error("no temporary directory can be made for the engine: {0}")]
    Files(#[from] std::io::Error),
}

impl Remedy for PushError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) => failure.help(),
            Self::Engine(error) => error.help(),
            Self::Run(error) => error.help(),
            Self::NoRepository(name) => Some(format!(
                "`pclusterctl image repository {name}` makes it; see whether the region is right"
            )),
            Self::NoImage { .. } => Some(
                "`pclusterctl image build` makes it; images of another engine are found with `--engine`"
                    .to_owned(),
            ),
            Self::TagTaken { .. } => {
                Some("build and push it with another `--tag`, such as a version or a date".to_owned())
            }
            Self::Absent { .. } => {
                Some("see whether `--region` and `--endpoint-url` are those of the registry".to_owned())
            }
            Self::Cancelled(_) | Self::Files(_) => None,
        }
    }
}

impl PushOptions {
    /// A push with the first engine that works. `helper` is what is called `docker-credential-pclusterctl`.
    pub fn new(repository: RepositoryName, tag: ImageTag, session: SessionOptions, helper: PathBuf) -> Self {
        Self { repository, tag, engine: None, session, helper, progress: Progress::default() }
    }
}

/// Pushes an image of this machine. Nothing is sent where the repository has it already.
pub fn push(session: &Session, options: PushOptions) -> Operation<PushEvent, PushOutcome, PushError> {
    let session = session.clone();
    Operation::start(move |emitter| async move { work(&session, &options, &emitter).await })
}

async fn work(
    session: &Session,
    options: &PushOptions,
    emitter: &Emitter<PushEvent>,
) -> Result<PushOutcome, PushError> {
    let ecr = session.ecr();
    let PushOptions { repository, tag, .. } = options;
    let found = describe(&ecr, repository).await?;
    let found = found.ok_or_else(|| PushError::NoRepository(repository.clone()))?;
    let uri = found.repository_uri().unwrap_or_default();
    let (local, remote) = (format!("{repository}:{tag}"), format!("{uri}:{tag}"));

    let engine = Engine::find(options.engine).await?;
    let image = local_image(&engine, &local).await?;
    let image = image.ok_or_else(|| PushError::NoImage { engine: engine.kind, reference: local.clone() })?;
    let there = tagged(&ecr, repository, tag).await?;
    let plan = plan(&image, uri, there.as_ref(), has_immutable_tags(&found));
    let event = PushEvent::Planned { plan, engine: engine.kind, image, uri: remote.clone() };
    emitter.emit(event).await;
    emitter.check()?;
    match plan {
        PushPlan::UpToDate => {}
        PushPlan::TagTaken => {
            let digest = there.map(|there| there.digest).unwrap_or_default();
            return Err(PushError::TagTaken { tag: tag.clone(), repository: repository.clone(), digest });
        }
        PushPlan::Push => {
            credentials::check(&ecr).await?;
            send(options, &engine, &local, &remote, emitter).await?;
        }
    }
    let image = look(&ecr, repository, tag, &remote).await?;
    let image = image.ok_or(PushError::Absent { engine: engine.kind, uri: remote })?;
    Ok(PushOutcome { pushed: plan == PushPlan::Push, image })
}

/// Lets the engine push, again where that helps: the engine asks for a new token then, and sends no layer twice.
async fn send(
    options: &PushOptions,
    engine: &Engine,
    local: &str,
    remote: &str,
    emitter: &Emitter<PushEvent>,
) -> Result<(), PushError> {
    let registry = Registry::of(remote);
    let configuration = Configuration::new(&registry, &options.helper)?;
    let environment = configuration.environment(&registry, &options.session);
    let event = |line: Line| PushEvent::Line { stream: line.stream, text: line.text };
    if engine.kind == EngineKind::Docker {
        let arguments = tag_arguments(local, remote);
        run(engine, &arguments, &[], Progress::Lines, emitter, event).await?;
    }
    let arguments = push_arguments(engine.kind, local, remote, &configuration.directory());
    let mut wait = FIRST_WAIT;
    // What an engine draws on the terminal is not seen here, so that it is not known why it fails.
    let mut progress = options.progress;
    for attempt in 1.. {
        let pushed = run(engine, &arguments, &environment, progress, emitter, event).await;
        let Err(error) = pushed else { break };
        let unseen = progress == Progress::Terminal;
        match error {
            EngineRunError::Failed { trouble, said, .. }
                if attempt < ATTEMPTS && (trouble.passes() || unseen && trouble == Trouble::Unknown) =>
            {
                let seconds = wait.as_secs();
                emitter.emit(PushEvent::Retrying { attempt, trouble, said, wait: seconds }).await;
            }
            error => return Err(error.into()),
        }
        progress = Progress::Lines;
        emitter.sleep(wait).await?;
        wait *= 2;
    }
    Ok(())
}

/// What a tag points to; `None` where it does not exist, or where this identity may not see it: the push will tell.
async fn tagged(
    ecr: &Client,
    repository: &RepositoryName,
    tag: &ImageTag,
) -> Result<Option<Tagged>, Failure> {
    let wanted = ImageIdentifier::builder().image_tag(tag.as_str()).build();
    let answer = ecr
        .batch_get_image()
        .repository_name(repository.as_str())
        .image_ids(wanted)
        .send()
        .await
        .map_err(|error| Failure::of("ecr", "BatchGetImage", &error));
    let answer = match answer {
        Err(failure) if matches!(failure.kind, FailureKind::Denied | FailureKind::NotFound) => {
            return Ok(None);
        }
        answer => answer?,
    };
    let Some(image) = answer.images().first() else { return Ok(None) };
    let Some(digest) = image.image_id().and_then(ImageIdentifier::image_digest) else { return Ok(None) };
    let manifest = serde_json::from_str::<serde_json::Value>(image.image_manifest().unwrap_or_default());
    let configuration =
        manifest.ok().and_then(|manifest| manifest["config"]["digest"].as_str().map(str::to_owned));
    Ok(Some(Tagged { digest: digest.to_owned(), configuration }))
}
