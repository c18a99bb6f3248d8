//! `pclusterctl infra check`

use anyhow::{Context, bail};
use pcluster_config::Report;
use pcluster_config::diagnostic::Severity;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};
use pcluster_infra::parameters::{self, Deployed, Inputs, Target};
use pcluster_infra::template::{Monitoring, Template, prerequisites};

use super::parameters::{of_cluster, read};
use crate::args::{Format, InfraCheck};
use crate::commands::aws::explained;
use crate::commands::rulebook::EVERYTHING;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &InfraCheck) -> anyhow::Result<Outcome> {
    let inputs = read(&args.values)?;
    let template = template(args, &inputs)?;
    let region = region(args, &inputs)?;
    let target = Target { template: &template, region: &region, deployed: Deployed::Nothing };
    let mut reports = parameters::check(&inputs, &target).reports;
    reports.extend(of_cluster(args.cluster.as_deref(), &region)?);
    reports.retain(|report| !report.diagnostics().is_empty());
    terminal::print(&text(&reports, args))?;
    let found = |severity| {
        reports.iter().flat_map(Report::diagnostics).filter(|found| found.severity == severity).count()
    };
    let (errors, warnings) = (found(Severity::Error), found(Severity::Warning));
    let word = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    terminal::complain(&format!(
        "checked the values for a stack in {region}: {}",
        match (errors, warnings) {
            (0, 0) => "nothing is wrong".to_owned(),
            (errors, 0) => word(errors, "error"),
            (0, warnings) => word(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", word(errors, "error"), word(warnings, "warning")),
        }
    ));
    Ok(if reports.iter().all(Report::is_valid) { Outcome::Clean } else { Outcome::Findings })
}

/// The template that the values are for.
fn template(args: &InfraCheck, inputs: &Inputs) -> anyhow::Result<Template> {
    if let Some(path) = &args.template {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        return Template::parse(path.display().to_string(), text).map_err(explained);
    }
    let wanted = inputs.value("MonitoringType").and_then(|kind| kind.parse::<Monitoring>().ok());
    Ok(prerequisites(args.monitoring.map(Monitoring::from).or(wanted).unwrap_or_default()))
}

/// The region of the stack.
fn region(args: &InfraCheck, inputs: &Inputs) -> anyhow::Result<String> {
    let environment = || {
        let names = ["AWS_REGION", "AWS_DEFAULT_REGION"];
        names.into_iter().find_map(|name| std::env::var(name).ok().filter(|region| !region.is_empty()))
    };
    match args.region.clone().or_else(|| inputs.region().map(str::to_owned)).or_else(environment) {
        Some(region) => Ok(region),
        None => bail!("no region is set: give `--region`, or AWS_REGION in a file or in the environment"),
    }
}

fn text(reports: &[Report], args: &InfraCheck) -> String {
    let each = |show: &dyn Fn(&Report) -> String| reports.iter().map(show).collect();
    match args.format {
        Format::Human => {
            let color = terminal::use_color(args.color, &std::io::stdout());
            let options = HumanOptions { color, width: terminal::width() };
            each(&|report| human(report, &options))
        }
        Format::Concise => each(&concise),
        Format::Json => json(reports, pcluster_config::facts::Release::default()),
        Format::Sarif => sarif(reports, EVERYTHING),
        Format::Github => each(&github),
    }
}
