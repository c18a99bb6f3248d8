//! A job and its cluster to a script for sbatch.
//!
//! Every value is quoted where it stands, so that none can become an option, a command or another line, and what a script
//! sets has its reason beside it. The same job and cluster always make the same script.

mod directives;
mod error;
mod layout;
mod quote;
mod script;
mod step;
mod variables;

use std::fmt;

use crate::cluster::Cluster;
use crate::spec::{JobSpec, check};

pub use error::RenderError;

pub(crate) use directives::{ordinary, storage};

/// A script for sbatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    text: String,
}

/// Where a job and its cluster came from, for the comment at the head of the script.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'o> {
    /// The file of the job.
    pub job: Option<&'o str>,
    /// The file of the cluster's configuration.
    pub cluster: Option<&'o str>,
}

/// Makes the script of a job for the cluster it is to run on.
///
/// The documentation of [the crate](crate) has an example.
pub fn render(spec: &JobSpec, cluster: &Cluster, origin: &Origin<'_>) -> Result<Script, RenderError> {
    let (report, sound) = check(spec).finish(Vec::new());
    let (Some(_), Some(launcher)) = (sound, spec.run.launcher()) else {
        return Err(RenderError::Unsound(Box::new(report)));
    };
    let partition = layout::partition(spec, cluster)?;
    let layout = layout::Layout::new(spec, launcher, partition)?;
    let text = script::Writer::new(spec, launcher, cluster, &layout).write(origin);
    Ok(Script { text })
}

impl Script {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its text.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
