//! A value of a custom Slurm setting that has spaces in it, is a list or is empty.
//!
//! ParallelCluster writes `Name=value` into `slurm.conf`, a list as Python would print it. For Slurm a value ends at the
//! first space unless it stands in double quotes, which have to be part of the value. It takes what follows for another
//! parameter, reports a parse error, and `slurmctld` refuses to start; the same happens where no value follows the
//! equals sign. The cluster cannot come up.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SchedulerParameters: nohold_on_prolog_fail, bf_max_job_test=500
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         AllowAccounts: [research, teaching]
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SchedulerParameters: nohold_on_prolog_fail,bf_max_job_test=500
//!       - MailProg: '"/usr/bin/mail -r cluster"'
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         AllowAccounts: research,teaching
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::facts::SlurmLine;
use crate::rules::{At, Check, Facts, Finding, RuleDef, SlurmParameters};
use crate::scalar::Value;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurm-value-not-one-word",
    severity: Severity::Error,
    official: None,
    check: Check::SlurmParametersEach(check),
};

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    let found = parameters.iter().filter_map(|(name, value)| {
        let (problem, help) = match value {
            Value::List(items) if items.len() > 1 => {
                ("is a list", "write one text with commas and without spaces: `a,b`")
            }
            Value::Map(entries) if !entries.is_empty() => ("is a section", "write one text"),
            Value::String(text) => broken(text, parameters.line)?,
            _ => return None,
        };
        let finding =
            Finding::new(format!("the value of `{name}` {problem}, which breaks the line of `slurm.conf`"))
                .at(parameters.key(name), "Slurm wants one word");
        Some(match value.as_str().and_then(without_spaces_after_commas) {
            Some(text) => {
                let title = "remove the spaces after the commas";
                finding.help(title).replace(title, parameters.key(name), text)
            }
            None => finding.help(help),
        })
    });
    found.collect()
}

/// What is wrong with a text, and what to do.
fn broken(text: &str, line: SlurmLine) -> Option<(&'static str, &'static str)> {
    // What follows a `#` is a comment.
    let text = text.split('#').next().unwrap_or_default().trim();
    if text.is_empty() {
        return Some(("is empty", "write a value, or remove the parameter"));
    }
    let mut words = text.split_whitespace().skip(1).peekable();
    if text.starts_with('"') || words.peek().is_none() {
        return None;
    }
    // Only a line that holds several parameters can go on with another one.
    let goes_on = |word: &str| {
        word.split_once('=').is_some_and(|(name, value)| line.parameter(name).is_some() && !value.is_empty())
    };
    let broken = line == SlurmLine::Cluster || !words.all(goes_on);
    broken.then_some((
        "has a space in it",
        "remove the spaces, or put the value in double quotes inside of single ones: '\"a b\"'",
    ))
}

/// The text without spaces after commas, if it is one plain word then.
fn without_spaces_after_commas(text: &str) -> Option<String> {
    let joined = text.split(',').map(str::trim).collect::<Vec<_>>().join(",");
    let plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ',' | '=' | '_' | '/' | '.');
    (joined != text
        && joined.starts_with(|first: char| first.is_ascii_alphabetic())
        && joined.chars().all(plain))
    .then_some(joined)
}
