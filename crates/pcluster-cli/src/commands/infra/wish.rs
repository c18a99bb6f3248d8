//! What a stack is wanted to be, by the arguments and the files they name.

use anyhow::Context;
use pcluster_config::Report;
use pcluster_config::facts::Release;
use pcluster_config::render::json;
use pcluster_infra::Session;
use pcluster_infra::parameters::{self, Deployed, Inputs, Target};
use pcluster_infra::stack::{self, Request, Stack};
use pcluster_infra::template::{Monitoring, Template, prerequisites};

use super::check::cluster;
use super::parameters::complain;
use super::print_json;
use crate::args::Deploy;
use crate::commands::aws;
use crate::terminal::ColorChoice;

/// What is wanted; `None` where something is wrong with it, which has been printed.
///
/// What is wrong in any case is found before AWS is asked for anything.
pub(super) async fn read(
    args: &Deploy,
    inputs: &Inputs,
    session: &Session,
) -> anyhow::Result<Option<Request>> {
    let region = session.region();
    let named = inputs.value("MonitoringType").and_then(|word| word.parse::<Monitoring>().ok());
    let chosen = args.monitoring.map(Monitoring::from).or(named);
    let own = match &args.template {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            Some(Template::parse(path.display().to_string(), text).map_err(aws::explained)?)
        }
        None => None,
    };
    // Without a word about monitoring, the stack says which template it is: what is wrong with each of them is wrong.
    let possible: Vec<Template> = match (&own, chosen) {
        (Some(template), _) => vec![template.clone()],
        (None, Some(monitoring)) => vec![prerequisites(monitoring)],
        (None, None) => Monitoring::ALL.into_iter().map(prerequisites).collect(),
    };
    let beside = args.cluster.as_deref().map(|path| cluster(path, region)).transpose()?.unwrap_or_default();
    let before: Vec<Vec<Report>> = possible
        .iter()
        .map(|template| {
            parameters::check(inputs, &Target { template, region, deployed: Deployed::Unknown }).reports
        })
        .map(|reports| reports.into_iter().chain(beside.iter().cloned()).collect())
        .collect();
    if let Some(reports) = before.first()
        && before.iter().all(|reports| !reports.iter().all(Report::is_valid))
    {
        show(reports, args)?;
        return Ok(None);
    }
    let found = stack::find(session, &args.stack.stack_name).await.map_err(aws::explained)?;
    // A stack that was never made has no values to keep.
    let found = found.filter(|stack| !stack.status.is_review() && !stack.status.is_left_over());
    let template = match (own, chosen) {
        (Some(template), _) => template,
        (None, Some(monitoring)) => prerequisites(monitoring),
        (None, None) => prerequisites(deployed_monitoring(found.as_ref())?),
    };
    let deployed = found.as_ref().map_or(Deployed::Nothing, |stack| Deployed::Stack(&stack.parameters));
    let checked = parameters::check(inputs, &Target { template: &template, region, deployed });
    let reports: Vec<Report> = checked.reports.into_iter().chain(beside).collect();
    show(&reports, args)?;
    let sound = reports.iter().all(Report::is_valid);
    Ok(checked.parameters.filter(|_| sound).map(|parameters| {
        let mut request = Request::new(&args.stack.stack_name, template);
        request.parameters = parameters.into_map();
        request.tags = args.tag.iter().cloned().collect();
        request
    }))
}

/// What monitors the clusters of a stack.
fn deployed_monitoring(stack: Option<&Stack>) -> anyhow::Result<Monitoring> {
    let word = stack.and_then(|stack| stack.parameters.get("MonitoringType"));
    word.map_or(Ok(Monitoring::None), |word| Ok(word.parse()?))
}

/// Prints what was found, if anything was.
fn show(reports: &[Report], args: &Deploy) -> anyhow::Result<()> {
    let found: Vec<Report> =
        reports.iter().filter(|report| !report.diagnostics().is_empty()).cloned().collect();
    if found.is_empty() {
        return Ok(());
    }
    if args.stack.json {
        let document: serde_json::Value = serde_json::from_str(&json(&found, Release::default()))?;
        return print_json("findings", serde_json::json!({ "report": document }));
    }
    complain(&found, ColorChoice::Auto);
    Ok(())
}
