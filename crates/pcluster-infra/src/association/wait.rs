//! Waiting for a file system and its associations.

use std::time::Duration;

use crate::aws::Session;
use crate::operation::Emitter;

use super::apply::{AssociationEvent, Linked};
use super::look::{associations, read_file_system};
use super::{AssociationError, Broken, Lifecycle};

/// How long to wait before the first look; an association takes one or two minutes.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest wait between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// In how many looks an association may be absent: FSx may not tell at once of one that it has just made.
const ABSENCES: u32 = 5;

/// Pauses that grow.
struct Pauses(Duration);

impl Pauses {
    fn new() -> Self {
        Self(FIRST_PAUSE)
    }

    fn next(&mut self) -> Duration {
        let pause = self.0;
        self.0 = (pause * 3 / 2).min(LONGEST_PAUSE);
        pause
    }
}

/// Waits until the file system can be used.
pub(super) async fn file_system(
    session: &Session,
    id: &str,
    emitter: &Emitter<AssociationEvent>,
) -> Result<(), AssociationError> {
    let mut pauses = Pauses::new();
    loop {
        let found = read_file_system(session, id).await?;
        match found.lifecycle.as_str() {
            "AVAILABLE" | "UPDATING" => return Ok(()),
            "CREATING" => {}
            _ => {
                let (file_system, lifecycle) = (found.id, found.lifecycle);
                return Err(AssociationError::FileSystem { file_system, lifecycle });
            }
        }
        emitter
            .emit(AssociationEvent::FileSystem { file_system: found.id, lifecycle: found.lifecycle })
            .await;
        emitter.sleep(pauses.next()).await?;
    }
}

/// Waits until an association is gone.
pub(super) async fn gone(
    session: &Session,
    file_system: &str,
    id: &str,
    emitter: &Emitter<AssociationEvent>,
) -> Result<(), AssociationError> {
    let mut pauses = Pauses::new();
    while associations(session, file_system).await?.iter().any(|existing| existing.id == id) {
        emitter.sleep(pauses.next()).await?;
    }
    Ok(())
}

/// Waits until all are available, or do not get any further.
pub(super) async fn all(
    session: &Session,
    file_system: &str,
    linked: &mut [Linked],
    emitter: &Emitter<AssociationEvent>,
) -> Result<(), AssociationError> {
    let mut pauses = Pauses::new();
    let mut broken = Vec::new();
    let mut absences = 0;
    let mut waited_for: Vec<&mut Linked> =
        linked.iter_mut().filter(|linked| linked.lifecycle != Lifecycle::Available).collect();
    while !waited_for.is_empty() {
        emitter.sleep(pauses.next()).await?;
        let found = associations(session, file_system).await?;
        let mut still = Vec::new();
        let mut absent = None;
        for linked in waited_for {
            let Some(now) = found.iter().find(|existing| existing.id == linked.id) else {
                absent = Some(linked.path.clone());
                still.push(linked);
                continue;
            };
            if now.lifecycle != linked.lifecycle {
                linked.lifecycle = now.lifecycle;
                emitter
                    .emit(AssociationEvent::Changed { path: linked.path.clone(), lifecycle: now.lifecycle })
                    .await;
            }
            match now.lifecycle {
                Lifecycle::Available => {}
                Lifecycle::Failed | Lifecycle::Misconfigured => broken.push(Broken {
                    path: linked.path.clone(),
                    repository: linked.repository.clone(),
                    id: linked.id.clone(),
                    lifecycle: now.lifecycle,
                    reason: now.reason.clone().unwrap_or_else(|| "FSx gives no reason".to_owned()),
                }),
                Lifecycle::Deleting => return Err(AssociationError::Gone { path: linked.path.clone() }),
                _ => still.push(linked),
            }
        }
        absences = if absent.is_some() { absences + 1 } else { 0 };
        match absent {
            Some(path) if absences > ABSENCES => return Err(AssociationError::Gone { path }),
            _ => waited_for = still,
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(AssociationError::Broken { broken }) }
}
