//! Values for the parameters of the stack, from files and arguments, and what is wrong with them.

use std::io;

use anyhow::Context;
use pcluster_config::Report;
use pcluster_config::render::{HumanOptions, human};
use pcluster_infra::parameters::Inputs;

use crate::args::InfraValues;
use crate::commands::inputs::Input;
use crate::terminal::{self, ColorChoice};

/// Reads the values.
pub(super) fn read(values: &InfraValues) -> anyhow::Result<Inputs> {
    let mut inputs = Inputs::new();
    for path in &values.env_file {
        let input = Input::from_argument(path);
        let text =
            String::from_utf8(input.read()?).with_context(|| format!("{} is not in UTF-8", input.name()))?;
        inputs.add_file(&input.name(), &text);
    }
    for pair in &values.set {
        // The value may be a secret.
        let name = pair.split_once('=').map_or(pair.as_str(), |(name, _)| name);
        inputs.add_pair(pair).with_context(|| format!("--set {name}"))?;
    }
    Ok(inputs)
}

/// Shows what is wrong, on standard error.
pub(super) fn complain(reports: &[Report], color: ColorChoice) {
    let color = terminal::use_color(color, &io::stderr());
    let options = HumanOptions { color, width: terminal::width() };
    for report in reports {
        terminal::complain_whole(&human(report, &options));
    }
}
