//! Values for the parameters of the stack, from files and arguments, and what is wrong with them.

use std::io;
use std::path::Path;

use anyhow::Context;
use pcluster_config::render::{HumanOptions, human};
use pcluster_config::{Options, Report, check_bytes};
use pcluster_infra::parameters::{Deployed, Inputs, Target, agrees, check};
use pcluster_infra::template::{Monitoring, Template, prerequisites};

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

/// What is wrong with the values whatever there is on AWS. If the template is not known yet, it is what is wrong with
/// every kind of monitoring.
pub(super) fn before_asking(inputs: &Inputs, template: Option<&Template>, region: &str) -> Vec<Report> {
    let found = |template: &Template| {
        check(inputs, &Target { template, region, deployed: Deployed::Unknown }).reports
    };
    if let Some(template) = template {
        return found(template);
    }
    let mut all = Monitoring::ALL.into_iter().map(|monitoring| found(&prerequisites(monitoring)));
    let first = all.next().unwrap_or_default();
    if first.iter().all(Report::is_valid) {
        first
    } else {
        all.find(|one| one.iter().all(Report::is_valid)).unwrap_or(first)
    }
}

/// What is wrong with a cluster configuration, by itself and beside the stack.
pub(super) fn of_cluster(path: Option<&Path>, region: &str) -> anyhow::Result<Vec<Report>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let input = Input::from_argument(path);
    let report = check_bytes(&input.name(), &input.read()?, &Options::default());
    Ok(match report.clone().into_validated() {
        Ok(cluster) => vec![report, agrees(&input.name(), &cluster, region)],
        Err(report) => vec![*report],
    })
}

/// Shows what was found on standard error.
pub(super) fn complain(reports: &[Report]) {
    let color = terminal::use_color(ColorChoice::Auto, &io::stderr());
    let options = HumanOptions { color, width: terminal::width() };
    for report in reports {
        terminal::complain_whole(&human(report, &options));
    }
}
