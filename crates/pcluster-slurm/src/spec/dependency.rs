//! `dependencies`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Word;
use super::pattern::JOB_ID;

/// Something that has to happen to other jobs first.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Dependency {
    /// What has to happen.
    #[serde(rename = "type")]
    pub kind: DependencyKind,
    /// Ids of the jobs, such as `1234` or `1234_7`; none for `singleton`.
    #[garde(length(max = 1_000), inner(pattern(JOB_ID)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("items" = { "type": ["string", "number", "boolean"], "pattern": JOB_ID.source(),
        "x-form": "the id of a job, such as `1234` or `1234_7`" }))]
    pub jobs: Vec<Word>,
}

/// What has to happen to other jobs first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DependencyKind {
    /// They have started, or were cancelled.
    After,
    /// They have ended, however.
    AfterAny,
    /// They have ended well.
    AfterOk,
    /// They have failed.
    AfterNotOk,
    /// The task of the same number of another array has ended well.
    AfterCorr,
    /// No other job of the same user with the same name is left.
    Singleton,
}

impl Dependency {
    /// A dependency on jobs.
    pub fn new(kind: DependencyKind, jobs: impl IntoIterator<Item = Word>) -> Self {
        Self { kind, jobs: jobs.into_iter().collect() }
    }

    /// As sbatch takes it: `afterok:1:2`.
    pub(crate) fn text(&self) -> String {
        let mut text = self.kind.as_str().to_owned();
        for job in &self.jobs {
            text.push(':');
            text.push_str(job.as_str());
        }
        text
    }
}

impl DependencyKind {
    /// As sbatch spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::AfterAny => "afterany",
            Self::AfterOk => "afterok",
            Self::AfterNotOk => "afternotok",
            Self::AfterCorr => "aftercorr",
            Self::Singleton => "singleton",
        }
    }
}
