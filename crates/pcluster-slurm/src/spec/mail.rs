//! `mail`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pattern::ADDRESS;

/// Who hears of what. The head node needs a way to send mail.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Mail {
    /// Address.
    #[garde(pattern(ADDRESS))]
    #[schemars(extend("pattern" = ADDRESS.source(), "x-form" = "an address such as `me@example.com`"))]
    pub user: String,
    /// What to hear of.
    #[garde(length(min = 1, max = 10))]
    pub events: Vec<MailEvent>,
}

impl Mail {
    /// Mail about some events.
    pub fn new(user: impl Into<String>, events: impl IntoIterator<Item = MailEvent>) -> Self {
        Self { user: user.into(), events: events.into_iter().collect() }
    }
}

/// What happens to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MailEvent {
    /// It starts.
    Begin,
    /// It ends.
    End,
    /// It fails.
    Fail,
    /// It is started again.
    Requeue,
    /// All of these.
    All,
    /// Its time is up.
    TimeLimit,
    /// 80 % of its time have passed.
    #[serde(rename = "time-limit-80")]
    TimeLimit80,
    /// Each task of an array counts, not the array as a whole.
    ArrayTasks,
}

impl MailEvent {
    /// As sbatch spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Begin => "BEGIN",
            Self::End => "END",
            Self::Fail => "FAIL",
            Self::Requeue => "REQUEUE",
            Self::All => "ALL",
            Self::TimeLimit => "TIME_LIMIT",
            Self::TimeLimit80 => "TIME_LIMIT_80",
            Self::ArrayTasks => "ARRAY_TASKS",
        }
    }
}
