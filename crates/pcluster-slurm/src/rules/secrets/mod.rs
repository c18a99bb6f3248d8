//! Secrets that stand in a job.

mod known;

use pcluster_config::location::Span;

use crate::job::Job;

rules! {
    secret_in_job,
}

/// Where secrets stand in the text of a job, so that a report does not show them. A value whose own place is not known
/// is taken with what stands around it.
pub(crate) fn places(job: &Job) -> Vec<Span> {
    known::secrets(job).into_iter().filter_map(|secret| secret.place.value.or(secret.place.span)).collect()
}
