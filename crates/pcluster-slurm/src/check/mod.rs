//! The way from the bytes of a file to a report about the job in it.

mod comments;
mod form;
mod problems;

use pcluster_config::Report;
use pcluster_config::location::Span;
use pcluster_config::source::text_of_job;

use crate::job::Source;
use crate::rules::{Facts, RULEBOOK, judge, secret_places};
use crate::script::{self, Parsed, Script};
use crate::spec;

pub use form::{Form, has_directives};
pub use problems::KINDS;

/// Checks the content of a file. `name` is what the report calls it, and tells YAML from scripts ([`Form`]); nothing is
/// read from there.
///
/// Everything that is wrong is reported at once, in its place; comments (`# pclusterctl: allow[rule-id] the reason`) hide
/// what they allow. Without a cluster, rules that compare a job with one are silent.
///
/// ```
/// use pcluster_config::render::concise;
/// use pcluster_slurm::rules::Facts;
/// use pcluster_slurm::check_bytes;
///
/// let report = check_bytes("notes.txt", b"remember the milk\n", &Facts::default());
/// assert_eq!(
///     concise(&report),
///     "notes.txt:1:1: error[not-a-job]: this is neither a script for `sbatch` nor a job as YAML\n"
/// );
/// ```
pub fn check_bytes(name: &str, bytes: &[u8], facts: &Facts<'_>) -> Report {
    let text = match text_of_job(name, bytes) {
        Ok(text) => text,
        Err(report) => return *report,
    };
    match Form::of(name, text) {
        Form::Job(Source::Script) => script(name, text, facts),
        Form::Job(Source::Yaml) => yaml(name, bytes, facts),
        Form::Empty => Report::of_job(name, text, vec![problems::empty()]),
        Form::Binary(offset) => Report::of_job(name, text, vec![problems::not_a_text(offset)]),
        Form::Cluster(place) => Report::of_job(name, text, vec![problems::a_cluster(place)]),
        Form::Other(place) => Report::of_job(name, text, vec![problems::not_a_job(place)]),
    }
}

/// A script: what it asks for is read as sbatch reads it, what it runs as bash would.
fn script(name: &str, text: &str, facts: &Facts<'_>) -> Report {
    let Parsed { job, mut problems, comments, .. } = script::parse(text);
    problems.extend(judge(&job, facts));
    if let Some(start) = job.script.as_ref().map(|script| beginning(script)) {
        // What is about the job as a whole stands at its beginning, where a comment can allow it.
        problems
            .iter_mut()
            .filter(|problem| problem.span.is_none())
            .for_each(|problem| problem.span = Some(start));
    }
    let comments = comments::at(text, comments.iter().map(|comment| comment.span));
    let mut report = Report::of_job(name, text, problems);
    report.allow(&comments, true, RULEBOOK);
    report.conceal(secret_places(&job));
    report
}

/// The first directive, or the first line where there is none.
fn beginning(script: &Script) -> Span {
    script.directives.first().map_or(script.first_line, |directive| directive.keyword)
}

fn yaml(name: &str, bytes: &[u8], facts: &Facts<'_>) -> Report {
    let read = spec::read(name, bytes);
    let found = read.job.as_ref().map(|job| judge(job, facts)).unwrap_or_default();
    let secrets = read.job.as_ref().map(secret_places).unwrap_or_default();
    let mut report = read.finish(found).0;
    report.conceal(secrets);
    report
}
