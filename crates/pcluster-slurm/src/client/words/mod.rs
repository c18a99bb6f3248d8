//! What Slurm says, in plain words, with what to do.

mod nodes;
mod reasons;

use serde::Serialize;

pub use nodes::explain_node;
/// Names of jobs, comments and the reasons of nodes are chosen by whoever likes.
pub use pcluster_config::render::one_line as visible;
pub use reasons::explain_reason;

/// Something of Slurm's in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Explanation {
    /// What it means.
    pub text: String,
    /// What to do; `None` where it passes by itself.
    pub help: Option<String>,
}

impl Explanation {
    fn of(text: &str, help: Option<&str>) -> Self {
        Self { text: text.to_owned(), help: help.map(str::to_owned) }
    }
}

/// What to do where a command of Slurm's refuses.
pub(super) fn refusal(message: &str) -> Option<&'static str> {
    [
        (
            "Requested node configuration is not available",
            "no node has what the job asks for: `pclusterctl job check FILE --cluster FILE` says what does not fit",
        ),
        ("Invalid partition name", "`pclusterctl nodes` shows the partitions"),
        ("Node count specification invalid", "the partition has fewer nodes than the job asks for"),
        ("Requested time limit is invalid", "the partition does not allow a job to run that long, see `--time`"),
        ("Job violates accounting/QOS policy", "an account or a QOS limits such jobs: `sacctmgr show assoc` and `sacctmgr show qos`"),
        ("Invalid account or account/partition combination", "name an account with `--account`, or none"),
        ("Invalid qos specification", "name a QOS with `--qos` that your account has, or none"),
        ("Invalid feature specification", "no node has such a feature: `sinfo -o %f` lists them"),
        ("Invalid generic resource (gres) specification", "no node has such a resource: `sinfo -o %G` lists them"),
        ("Invalid node name specified", "`pclusterctl nodes` lists the names"),
        ("Job dependency problem", "a job that it depends on is not known to Slurm"),
        ("does not look like a batch script", "the first line has to be that of an interpreter, such as `#!/bin/bash`"),
        ("DOS line breaks", "save the script with Unix line ends"),
        ("Invalid job array specification", "an array is written such as `--array=0-9%2`"),
        ("Access/permission denied", "it is the job of another user"),
        ("Invalid job id specified", "the job has ended, or never was"),
    ]
    .into_iter()
    .find_map(|(words, help)| message.contains(words).then_some(help))
}
