//! What would be done for associations.

use std::fmt;

use super::check::{PER_FILE_SYSTEM, overlap, same};
use super::{Association, AssociationError, Conflict, Existing, FileSystem, Lifecycle};

/// What would be done, in the order of the associations that are wanted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Plan {
    /// The file system.
    pub file_system: String,
    /// Whether the file system itself is still being made.
    pub waits_for_file_system: bool,
    /// What is done for each association.
    pub steps: Vec<Step>,
}

/// What is done for an association.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Step {
    /// Nothing: it is there and as it should be.
    Keep {
        /// The association.
        association: Association,
        /// Its id.
        id: String,
    },
    /// It is being made or changed as it should be already, and only waited for.
    Wait {
        /// The association.
        association: Association,
        /// Its id.
        id: String,
        /// Its state.
        lifecycle: Lifecycle,
    },
    /// It is made.
    Create {
        /// The association.
        association: Association,
        /// The one on the same directory that is being removed, and is waited for.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<String>,
    },
    /// Its settings are changed.
    Update {
        /// The association.
        association: Association,
        /// Its id.
        id: String,
        /// What is different, a phrase each.
        differences: Vec<String>,
    },
    /// It is misconfigured: FSx is asked to look at it again.
    Recheck {
        /// The association.
        association: Association,
        /// Its id.
        id: String,
        /// Why it was misconfigured.
        reason: String,
    },
    /// It has failed for good, and is removed and made anew. Files on the file system stay.
    Replace {
        /// The association.
        association: Association,
        /// The id of the one that failed.
        id: String,
        /// Why it failed.
        reason: String,
    },
}

impl Plan {
    /// Whether somebody has to agree before it is done: an association is removed.
    pub fn needs_consent(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Replace { .. }))
    }

    /// Whether there is nothing to do.
    pub fn is_done(&self) -> bool {
        self.steps.iter().all(|step| matches!(step, Step::Keep { .. }))
    }
}

impl Step {
    /// The association that it is done for.
    pub fn association(&self) -> &Association {
        match self {
            Self::Keep { association, .. }
            | Self::Wait { association, .. }
            | Self::Create { association, .. }
            | Self::Update { association, .. }
            | Self::Recheck { association, .. }
            | Self::Replace { association, .. } => association,
        }
    }
}

/// What would be done so that a file system has the associations that are wanted. Others that it has stay.
///
/// The associations have been [checked](super::check).
pub fn plan(
    wanted: &[Association],
    file_system: &FileSystem,
    existing: &[Existing],
) -> Result<Plan, AssociationError> {
    file_system.permits_associations()?;
    let waits_for_file_system = match file_system.lifecycle.as_str() {
        "AVAILABLE" | "UPDATING" => false,
        "CREATING" => true,
        other => {
            let (file_system, lifecycle) = (file_system.id.clone(), other.to_owned());
            return Err(AssociationError::FileSystem { file_system, lifecycle });
        }
    };
    let conflicts = conflicts(wanted, existing);
    if !conflicts.is_empty() {
        return Err(AssociationError::Conflicts { conflicts });
    }
    let step = |association: &Association| {
        let there = existing.iter().find(|existing| same(&existing.path, &association.path));
        there.map_or_else(
            || Step::Create { association: association.clone(), after: None },
            |there| step_from(association.clone(), there),
        )
    };
    let steps = wanted.iter().map(step).collect();
    Ok(Plan { file_system: file_system.id.clone(), waits_for_file_system, steps })
}

/// What stands in the way. What is being removed does not.
fn conflicts(wanted: &[Association], existing: &[Existing]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let staying: Vec<_> =
        existing.iter().filter(|existing| existing.lifecycle != Lifecycle::Deleting).collect();
    for association in wanted {
        let (path, repository) = (&association.path, association.repository.to_string());
        for there in &staying {
            let id = there.id.clone();
            if same(&there.path, path) {
                if !same(&there.repository, &repository) {
                    conflicts.push(Conflict::Repository {
                        path: path.clone(),
                        existing: there.repository.clone(),
                        wanted: repository.clone(),
                        id,
                    });
                }
            } else if overlap(&there.path, path) {
                conflicts.push(Conflict::Path { path: path.clone(), existing: there.path.clone(), id });
            } else if overlap(&there.repository, &repository) {
                conflicts.push(Conflict::Prefix {
                    wanted: repository.clone(),
                    existing: there.repository.clone(),
                    path: there.path.clone(),
                    id,
                });
            }
        }
    }
    let new =
        wanted.iter().filter(|association| !staying.iter().any(|there| same(&there.path, &association.path)));
    let count = staying.len() + new.count();
    if count > PER_FILE_SYSTEM {
        conflicts.push(Conflict::Limit(count));
    }
    conflicts
}

/// What is done for an association whose directory and place in S3 are associated already.
fn step_from(association: Association, there: &Existing) -> Step {
    let id = there.id.clone();
    let reason = there.reason.clone().unwrap_or_else(|| "FSx gives no reason".to_owned());
    let differences = differences(&association, there);
    match there.lifecycle {
        Lifecycle::Deleting => Step::Create { association, after: Some(id) },
        Lifecycle::Failed => Step::Replace { association, id, reason },
        _ if !differences.is_empty() => Step::Update { association, id, differences },
        Lifecycle::Misconfigured => Step::Recheck { association, id, reason },
        Lifecycle::Available => Step::Keep { association, id },
        lifecycle => Step::Wait { association, id, lifecycle },
    }
}

/// What is different, as far as it can be changed: what was there at the start is imported at the start alone.
fn differences(association: &Association, there: &Existing) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |name: &str, from: String, to: String| {
        if from != to {
            differences.push(format!("{name} {from} -> {to}"));
        }
    };
    compare("import", there.import.to_string(), association.import.to_string());
    compare("export", there.export.to_string(), association.export.to_string());
    compare("chunk size", there.chunk_size.to_string(), association.chunk_size.to_string());
    differences
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep { association, .. } => write!(f, "keep {association}"),
            Self::Wait { association, lifecycle, .. } => write!(f, "wait for {association} ({lifecycle})"),
            Self::Create { association, after: None } => write!(f, "associate {association}"),
            Self::Create { association, after: Some(_) } => {
                write!(f, "associate {association}, once the old association is removed")
            }
            Self::Update { association, differences, .. } => {
                write!(f, "change {}: {}", association.path, differences.join("; "))
            }
            Self::Recheck { association, reason, .. } => {
                write!(f, "look again at {}, which is misconfigured: {reason}", association.path)
            }
            Self::Replace { association, reason, .. } => write!(
                f,
                "remove the failed association of {} and make it anew, files stay as they are; it failed: {reason}",
                association.path
            ),
        }
    }
}

#[cfg(test)]
mod tests;
