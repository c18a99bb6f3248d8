//! What a job is called on command lines.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A job, a task of a job array, or a component of a heterogeneous job: `123`, `123_4`, `123+1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId {
    /// The job, or the whole of which it is a part.
    pub job: u32,
    /// Which part is meant.
    pub part: Part,
}

/// A part of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// A task of an array.
    Task(u32),
    /// A component of a heterogeneous job.
    Component(u32),
}

/// This is not the id of a job.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the id of a job, such as 123, 123_4 (a task of an array) or 123+1 (a component)")]
pub struct JobIdError;

impl From<u32> for JobId {
    fn from(job: u32) -> Self {
        Self { job, part: Part::Whole }
    }
}

impl FromStr for JobId {
    type Err = JobIdError;

    fn from_str(text: &str) -> Result<Self, JobIdError> {
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten().ok_or(JobIdError)
        };
        let (job, part) = if let Some((job, task)) = text.split_once('_') {
            (number(job)?, Part::Task(number(task)?))
        } else if let Some((job, component)) = text.split_once('+') {
            (number(job)?, Part::Component(number(component)?))
        } else {
            (number(text)?, Part::Whole)
        };
        if job == 0 { Err(JobIdError) } else { Ok(Self { job, part }) }
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Whole => write!(f, "{}", self.job),
            Part::Task(task) => write!(f, "{}_{task}", self.job),
            Part::Component(component) => write!(f, "{}+{component}", self.job),
        }
    }
}

impl Serialize for JobId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::JobId;

    #[test]
    fn ids_are_read_as_they_are_written() {
        for text in ["1", "123_0", "4294967295", "7+2"] {
            assert_eq!(text.parse::<JobId>().map(|id| id.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "0", "-1", "1_", "_1", "1_2_3", "1+", "x", "1 2", "4294967296", "+1", "1;rm"] {
            assert!(text.parse::<JobId>().is_err(), "{text}");
        }
    }
}
