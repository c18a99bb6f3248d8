//! Where a job writes.

use serde::Serialize;

use super::Job;
use crate::client::names_of;

/// Files that a job writes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OutputPaths {
    /// Its standard output; empty where Slurm does not say, as for jobs without a script.
    pub stdout: String,
    /// Its standard error; the same file where it has none of its own.
    pub stderr: String,
}

/// Digits that a number is filled up to at most (`sbatch`, "filename pattern").
const MOST_DIGITS: usize = 10;

impl OutputPaths {
    /// Two different files.
    pub fn are_two(&self) -> bool {
        self.stdout != self.stderr
    }

    /// With what the patterns of sbatch stand for, and whole. Slurm 22.05 says the patterns, later ones the paths.
    pub(super) fn expanded(&self, job: &Job) -> Self {
        if self.stdout.is_empty() && self.stderr.is_empty() && job.directory.is_empty() {
            return self.clone();
        }
        let default = if job.array.is_some() { "slurm-%A_%a.out" } else { "slurm-%j.out" };
        let stdout = if self.stdout.is_empty() { default } else { &self.stdout };
        let stderr = if self.stderr.is_empty() { stdout } else { &self.stderr };
        Self { stdout: path(stdout, job), stderr: path(stderr, job) }
    }
}

fn path(pattern: &str, job: &Job) -> String {
    let path = expand_pattern(pattern, job);
    if path.starts_with('/') || job.directory.is_empty() {
        path
    } else {
        format!("{}/{path}", job.directory.trim_end_matches('/'))
    }
}

/// A pattern with what it stands for (`sbatch`, "filename pattern").
fn expand_pattern(pattern: &str, job: &Job) -> String {
    if pattern.contains('\\') {
        return pattern.replace('\\', "");
    }
    let mut path = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(start) = rest.find('%') {
        path.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let digits = after.len() - after.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let width = after[..digits].parse::<usize>().unwrap_or(0).min(MOST_DIGITS);
        let Some(letter) = after[digits..].chars().next() else {
            path.push_str(&rest[start..]);
            return path;
        };
        match value(letter, job, width) {
            Some(value) => path.push_str(&value),
            None => path.push_str(&rest[start..start + 1 + digits + letter.len_utf8()]),
        }
        rest = &after[digits + letter.len_utf8()..];
    }
    path.push_str(rest);
    path
}

fn value(letter: char, job: &Job, width: usize) -> Option<String> {
    let padded = |number: u32| format!("{number:0width$}");
    let array = job.array.as_ref();
    // What Slurm writes for the task of a job that has none: NO_VAL, 2^32 - 2. What waits of an array has many.
    let task = || array.map_or(Some(u32::MAX - 1), |array| array.task);
    Some(match letter {
        '%' => "%".to_owned(),
        'A' => padded(array.map_or(job.number, |array| array.job)),
        'a' => padded(task()?),
        'b' => padded(task()? % 10),
        'j' | 'J' => padded(job.number),
        'n' | 't' => padded(0),
        'N' => names_of(&job.nodes).next().unwrap_or_default(),
        's' => "batch".to_owned(),
        'u' => job.user.clone(),
        'x' => job.name.clone(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::OutputPaths;
    use crate::client::{ArrayTask, Job};

    fn paths(stdout: &str, stderr: &str) -> (String, String) {
        let mut job = Job::new(12);
        job.name = "llama".into();
        job.user = "ubuntu".into();
        job.nodes = "gpu-st-p5-[2-3]".into();
        job.directory = "/fsx/job".into();
        job.array = Some(ArrayTask { job: 10, task: Some(7), waiting: None });
        job.output = OutputPaths { stdout: stdout.into(), stderr: stderr.into() };
        let OutputPaths { stdout, stderr } = job.settle().output;
        (stdout, stderr)
    }

    #[test]
    fn patterns_are_expanded_as_sbatch_says() {
        let one = |pattern: &str| paths(pattern, "").0;
        assert_eq!(one("%x_%j.out"), "/fsx/job/llama_12.out");
        assert_eq!(one("/logs/%A_%4a-%u-%N"), "/logs/10_0007-ubuntu-gpu-st-p5-2");
        assert_eq!(one("100%%-%b-%q-%"), "/fsx/job/100%-7-%q-%");
        assert_eq!(one(r"\%j"), "/fsx/job/%j");
        assert_eq!(paths("", ""), ("/fsx/job/slurm-10_7.out".into(), "/fsx/job/slurm-10_7.out".into()));
        assert_eq!(paths("a", "b"), ("/fsx/job/a".into(), "/fsx/job/b".into()));
    }
}
