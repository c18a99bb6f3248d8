//! What keeps a file from being read as a job, in words.

use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::{Path, Span};
use pcluster_config::rules::RuleInfo;

/// The kinds of problems with files that hold no job, besides those that all texts have.
pub const KINDS: &[RuleInfo] = &[RuleInfo::new(
    NOT_A_JOB,
    Severity::Error,
    "Text",
    "A file is neither a script for `sbatch` nor a job as YAML.",
    "A script begins with `#!`, such as `#!/bin/bash`; `sbatch` refuses a file without it. A job as YAML has a name that \
     ends with `.job.yaml`, or the key `run`. The configuration of the cluster is named with `--cluster`.",
)];

const NOT_A_JOB: &str = "not-a-job";

fn error(rule: &'static str, message: &str) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, Path::root(), message)
}

pub(super) fn empty() -> Diagnostic {
    error("empty-file", "the file is empty")
        .at(Span::at(0), "")
        .help("a script begins with `#!/bin/bash`; `pclusterctl job new` writes a job to start from")
}

pub(super) fn not_a_text(offset: usize) -> Diagnostic {
    error("not-utf8", "this is not a text file")
        .at(Span::at(offset), "")
        .help("a job is a text: check that this is the right file")
}

pub(super) fn not_a_job(place: Span) -> Diagnostic {
    error(NOT_A_JOB, "this is neither a script for `sbatch` nor a job as YAML")
        .at(place, "a script begins with `#!`")
        .help("write `#!/bin/bash` into the first line; a job as YAML has a name that ends with `.job.yaml`")
}

pub(super) fn a_cluster(place: Span) -> Diagnostic {
    error(NOT_A_JOB, "this is the configuration of a cluster, not a job")
        .at(place, "only a cluster has this")
        .help("name it with `--cluster`, behind the job; `pclusterctl validate` checks it")
}
