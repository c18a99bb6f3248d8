//! Making associations.

use crate::aws::Session;
use crate::operation::{Emitter, Operation};

use super::{AssociationError, Lifecycle, Plan, Step, calls, wait};

/// What happens while associations are made.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum AssociationEvent {
    /// The file system itself is waited for.
    FileSystem {
        /// The file system.
        file_system: String,
        /// Its state, as FSx calls it.
        lifecycle: String,
    },
    /// A step is about to be done.
    Doing {
        /// The step.
        #[serde(flatten)]
        step: Step,
    },
    /// FSx has been asked for an association.
    Asked {
        /// Its directory.
        path: String,
        /// Its id.
        id: String,
    },
    /// An association is in another state than before.
    Changed {
        /// Its directory.
        path: String,
        /// Its state.
        lifecycle: Lifecycle,
    },
}

/// What has become of the associations.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Applied {
    /// The file system.
    pub file_system: String,
    /// The associations that were wanted.
    pub associations: Vec<Linked>,
}

/// An association that is there.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Linked {
    /// Its directory.
    pub path: String,
    /// Its place in S3.
    pub repository: String,
    /// Its id.
    pub id: String,
    /// Its state.
    pub lifecycle: Lifecycle,
}

/// Does what a plan says; with `wait`, until all associations are available.
///
/// It can end at any point: [`look`](super::look) and [`plan`](super::plan) find what is left to do.
pub fn apply(
    session: &Session,
    plan: Plan,
    wait: bool,
) -> Operation<AssociationEvent, Applied, AssociationError> {
    let session = session.clone();
    Operation::start(move |emitter| run(session, plan, wait, emitter))
}

async fn run(
    session: Session,
    plan: Plan,
    wait: bool,
    emitter: Emitter<AssociationEvent>,
) -> Result<Applied, AssociationError> {
    let file_system = plan.file_system;
    if plan.waits_for_file_system {
        wait::file_system(&session, &file_system, &emitter).await?;
    }
    let mut associations = Vec::new();
    for step in plan.steps {
        emitter.check()?;
        if !matches!(step, Step::Keep { .. }) {
            emitter.emit(AssociationEvent::Doing { step: step.clone() }).await;
        }
        let linked = take(&session, &file_system, &step, &emitter).await?;
        if !matches!(step, Step::Keep { .. } | Step::Wait { .. }) {
            let (path, id) = (linked.path.clone(), linked.id.clone());
            emitter.emit(AssociationEvent::Asked { path, id }).await;
        }
        associations.push(linked);
    }
    if wait {
        wait::all(&session, &file_system, &mut associations, &emitter).await?;
    }
    Ok(Applied { file_system, associations })
}

/// Takes a step.
async fn take(
    session: &Session,
    file_system: &str,
    step: &Step,
    emitter: &Emitter<AssociationEvent>,
) -> Result<Linked, AssociationError> {
    let fsx = session.fsx();
    let (id, lifecycle) = match step {
        Step::Keep { id, .. } => (id.clone(), Lifecycle::Available),
        Step::Wait { id, lifecycle, .. } => (id.clone(), *lifecycle),
        Step::Create { association, after } => {
            if let Some(old) = after {
                wait::gone(session, file_system, old, emitter).await?;
            }
            let id = calls::create(&fsx, file_system, association, after.as_deref()).await?;
            (id, Lifecycle::Creating)
        }
        Step::Update { association, id, .. } | Step::Recheck { association, id, .. } => {
            calls::update(&fsx, id, association).await?;
            (id.clone(), Lifecycle::Updating)
        }
        Step::Replace { association, id, .. } => {
            calls::delete(&fsx, id).await?;
            wait::gone(session, file_system, id, emitter).await?;
            let id = calls::create(&fsx, file_system, association, Some(id)).await?;
            (id, Lifecycle::Creating)
        }
    };
    let association = step.association();
    Ok(Linked {
        path: association.path.clone(),
        repository: association.repository.to_string(),
        id,
        lifecycle,
    })
}
