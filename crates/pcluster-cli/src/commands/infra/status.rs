//! `pclusterctl infra status`.

use std::fmt::Write;

use pcluster_infra::stack::{self, Report, Step};
use serde_json::json;

use super::watch::{Watch, listen};
use super::{deploy, follow_options, words};
use crate::args::Status;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) async fn run(args: &Status) -> anyhow::Result<Outcome> {
    let session = aws::session(&args.stack.aws).await?;
    let name = &args.stack.stack_name;
    let report = stack::describe(&session, name).await.map_err(aws::explained)?;
    let report = match report {
        Some(report) if args.follow && report.stack.status.is_busy() => {
            let step = match report.stack.status.as_str() {
                "DELETE_IN_PROGRESS" => Step::Delete,
                "CREATE_IN_PROGRESS" => Step::Create,
                _ => Step::Update,
            };
            let progress = stack::progress(&session, &report.stack, step).await.map_err(aws::explained)?;
            let mut watch = Watch::new(progress, args.stack.json);
            let operation = stack::follow(&session, &report.stack.id, follow_options(&args.stack));
            let outcome = listen(operation, |event| watch.see(event)).await;
            watch.end();
            let Ok(followed) = outcome? else { return deploy::interrupted(name, args.stack.json) };
            let id = followed.map_err(aws::explained)?.stack.id;
            stack::describe(&session, &id).await.map_err(aws::explained)?
        }
        other => other,
    };
    let Some(report) = report else {
        if args.stack.json {
            json_lines::print_outcome(&json!({ "exists": false, "name": name }))?;
        } else {
            terminal::complain(&format!("there is no stack `{name}` in {}", session.region()));
        }
        return Ok(Outcome::Findings);
    };
    if args.stack.json {
        json_lines::print_outcome_of(&json!({ "exists": true }), &report)?;
    } else {
        terminal::print(&text(&report, session.region()))?;
    }
    Ok(if report.stack.status.is_failure() { Outcome::Findings } else { Outcome::Clean })
}

/// A stack, for people.
fn text(report: &Report, region: &str) -> String {
    let stack = &report.stack;
    let since = report.since.map(|since| format!(" since {since}")).unwrap_or_default();
    let mut text = format!("{} in {region}: {}{since}\n", stack.name, stack.status);
    if stack.protected {
        text.push_str("protected from being deleted\n");
    }
    if let Some(cause) = &report.cause {
        let _ = writeln!(text, "{cause}");
        if let Some(help) = &cause.help {
            let _ = writeln!(text, "  = help: {help}");
        }
    } else if let Some(reason) = &stack.reason {
        let _ = writeln!(text, "{reason}");
    }
    if !report.resources.is_empty() {
        text.push_str("\nresources\n");
        let width = report.resources.iter().map(|resource| resource.resource.len()).max().unwrap_or(0);
        let kind_width = report.resources.iter().map(|resource| resource.kind.len()).max().unwrap_or(0);
        for resource in &report.resources {
            let (name, kind, id) = (&resource.resource, &resource.kind, &resource.physical_id);
            let line = format!(
                "  {name:width$}  {kind:kind_width$}  {:12}  {id}",
                words::status(resource.status.as_str())
            );
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    if !stack.outputs.is_empty() {
        text.push_str("\noutputs\n");
        let width = stack.outputs.iter().map(|output| output.name.len()).max().unwrap_or(0);
        for output in &stack.outputs {
            let _ = writeln!(text, "  {:width$}  {}", output.name, output.value);
        }
    }
    text
}
