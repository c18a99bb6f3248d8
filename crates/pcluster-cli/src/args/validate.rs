//! The arguments of `pclusterctl validate`.

use std::path::PathBuf;

use clap::Args;
use pcluster_config::policy::Suppression;

use super::{Checking, Target};

/// Check cluster and image configurations, and say everything that is wrong, in its place.
///
/// Whether a file is for a cluster or for an image is recognised by its content. Files with `${NAME}` placeholders are
/// checked as they are: a placeholder may stand wherever a value may.
///
/// A comment `# pclusterctl: allow[rule-id] reason` on the line of a finding, or on the line above it, hides it.
/// Settings come from the `pclusterctl.toml` that is found first, going up from each file to the root of its
/// repository; the command line wins.
#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// Files to check; `-` is standard input. In a directory, every *.yaml and *.yml file is checked, except hidden
    /// files and those that git ignores
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
    #[command(flatten)]
    pub(crate) checking: Checking,
    /// Leave out what official validators say: `ALL`, or `type:` and a name, one or more, as for `pcluster`. Files
    /// stand before this option, or after `--`
    #[arg(
        long,
        value_name = "ALL|type:NAME",
        num_args = 1..,
        value_parser = suppression,
        help_heading = "What is shown"
    )]
    pub(crate) suppress_validators: Vec<Suppression>,
}

fn suppression(text: &str) -> Result<Suppression, String> {
    text.parse().map_err(|error| format!("{error}; files stand before this option, or after `--`"))
}
