//! What a job waits for.

use super::number::leading_digits;

/// What may stand before the first colon.
const KINDS: &[&str] =
    &["after", "afterany", "afterburstbuffer", "aftercorr", "afternotok", "afterok", "expand"];

/// Whether `--dependency` takes it: `afterok:12:13_4`, `after:12+30`, `singleton`, a bare job id, and more of them behind a
/// `,` (all of them) or a `?` (any of them). Whether there are such jobs only the controller knows.
pub fn is_dependency(text: &str) -> bool {
    if text.is_empty() || text == "0" {
        return true;
    }
    text.split([',', '?']).all(is_one)
}

fn is_one(text: &str) -> bool {
    let text = without_state(text);
    if text.eq_ignore_ascii_case("singleton") {
        return true;
    }
    match text.split_once(':') {
        Some((kind, jobs)) => {
            KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind))
                && jobs.split(':').map(without_state).all(|job| is_job(job, true))
        }
        None => is_job(text, false),
    }
}

/// `(failed)` behind a job is its state, which only the controller itself writes.
fn without_state(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, state)) if state.ends_with(')') => before,
        _ => text,
    }
}

/// `JOB`, `JOB_TASK`, `JOB_*`, with `+MINUTES` behind it.
fn is_job(text: &str, delayed: bool) -> bool {
    let (text, minutes) = match text.split_once('+') {
        Some((text, minutes)) if delayed => (text, Some(minutes)),
        _ => (text, None),
    };
    let (job, rest) = leading_digits(text);
    let is_job = job.bytes().any(|digit| digit != b'0') && job.len() < 11;
    let is_task = match rest.strip_prefix('_') {
        Some("*") => true,
        Some(task) => leading_digits(task).1.is_empty(),
        None => rest.is_empty(),
    };
    let later = |minutes: &str| minutes.len() < 8 && super::count(minutes).is_some();
    is_job && is_task && minutes.is_none_or(later)
}
