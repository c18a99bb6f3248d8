//! What a stack is wanted to be, by the arguments and the files they name.

use anyhow::Context;
use pcluster_config::Report;
use pcluster_config::facts::Release;
use pcluster_config::render::json;
use pcluster_infra::Session;
use pcluster_infra::parameters::{Deployed, Inputs, Target, check};
use pcluster_infra::stack::{self, Request};
use pcluster_infra::template::{Monitoring, Template, prerequisites};

use super::parameters::{before_asking, complain, of_cluster};
use crate::args::Deploy;
use crate::commands::inputs::Input;
use crate::commands::{aws, json_lines};

/// What is wanted; `None` if the values for it are wrong, which was said.
pub(super) async fn read(
    args: &Deploy,
    inputs: &Inputs,
    session: &Session,
) -> anyhow::Result<Option<Request>> {
    let region = session.region();
    let own = match &args.template {
        Some(file) => {
            let bytes = Input::File(file.clone()).read()?;
            let text =
                String::from_utf8(bytes).with_context(|| format!("{} is not in UTF-8", file.display()))?;
            Some(Template::parse(file.display().to_string(), text).map_err(aws::explained)?)
        }
        None => None,
    };
    // What is wrong in any case is known before AWS is asked.
    let chosen = args.monitoring.map(Monitoring::from);
    let chosen = chosen.or_else(|| inputs.argument("MonitoringType")?.parse().ok());
    let known = own.or_else(|| chosen.map(prerequisites));
    let mut reports = of_cluster(args.cluster.as_deref(), region)?;
    reports.extend(before_asking(inputs, known.as_ref(), region));
    if !reports.iter().all(Report::is_valid) {
        show(&reports, args)?;
        return Ok(None);
    }
    let stack = stack::find(session, &args.stack.stack_name).await.map_err(aws::explained)?;
    // What is left of a stack that was never made, or is being deleted, counts for nothing.
    let stack = stack.filter(|stack| {
        let status = stack.status.as_str();
        !(stack.status.is_left_over() || stack.status.is_review() || status.starts_with("DELETE"))
    });
    let template = if let Some(template) = known {
        template
    } else {
        let word = stack.as_ref().and_then(|stack| stack.parameters.get("MonitoringType"));
        let word = word.map(String::as_str).or_else(|| inputs.value("MonitoringType"));
        prerequisites(word.map_or(Ok(Monitoring::None), str::parse)?)
    };
    let deployed = stack.as_ref().map_or(Deployed::Nothing, |stack| Deployed::Stack(&stack.parameters));
    let checked = check(inputs, &Target { template: &template, region, deployed });
    show(&checked.reports, args)?;
    let Some(values) = checked.parameters else { return Ok(None) };
    let mut request = Request::new(&args.stack.stack_name, template);
    request.parameters = values.into_map();
    request.tags = args.tag.iter().cloned().collect();
    Ok(Some(request))
}

/// Shows what was found, if anything was: to people, or as a line for programs.
fn show(reports: &[Report], args: &Deploy) -> anyhow::Result<()> {
    if !args.stack.json {
        complain(reports);
        return Ok(());
    }
    let found: Vec<Report> =
        reports.iter().filter(|report| !report.diagnostics().is_empty()).cloned().collect();
    if found.is_empty() {
        return Ok(());
    }
    let document: serde_json::Value = serde_json::from_str(&json(&found, Release::default()))?;
    json_lines::print_named("findings", &document)
}
