//! `pclusterctl infra delete`.

use pcluster_infra::stack::{self, DeleteError, Progress};
use serde_json::json;

use super::watch::{Watch, listen};
use super::{deploy, follow_options, plan, words};
use crate::args::Delete;
use crate::commands::{aws, json_lines, question};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) async fn run(args: &Delete) -> anyhow::Result<Outcome> {
    let session = aws::session(&args.stack.aws).await?;
    let (name, json) = (&args.stack.stack_name, args.stack.json);
    let Some(mut plan) = stack::plan_deletion(&session, name).await.map_err(aws::explained)? else {
        if json {
            json_lines::print_outcome(&json!({ "name": name, "changed": false }))?;
        } else {
            terminal::complain(&format!(
                "there is no stack `{name}` in {}: nothing to delete",
                session.region()
            ));
        }
        return Ok(Outcome::Clean);
    };
    if json {
        json_lines::print_named("plan", &plan)?;
    } else {
        terminal::print(&plan::deletion(&plan, session.region()))?;
    }
    if plan.stack.protected && !args.unprotect {
        return Err(aws::explained(DeleteError::Protected(name.clone())));
    }
    if plan.stack.status.as_str() != "DELETE_IN_PROGRESS"
        && !question::agreed("delete the stack?", args.yes).await?
    {
        return question::declined(json);
    }
    if plan.stack.protected {
        stack::unprotect(&session, &plan.stack.id).await.map_err(aws::explained)?;
        plan.stack.protected = false;
    }
    let resources = plan.deleted.iter().chain(plan.retained.iter().map(|retained| &retained.resource));
    let resources = resources.map(|resource| (resource.resource.as_str(), resource.kind.as_str()));
    let mut watch = Watch::new(Progress::of_deletion(resources, plan.template.as_ref()), json);
    let operation = stack::delete(&session, &plan.stack, follow_options(&args.stack));
    let outcome = listen(operation, |event| watch.see(event)).await;
    watch.end();
    let Ok(outcome) = outcome? else { return deploy::interrupted(name, json) };
    match outcome {
        Ok(deleted) if json => {
            let retained = &plan.retained;
            let seconds = deleted.seconds;
            json_lines::print_outcome(
                &json!({ "name": name, "changed": true, "seconds": seconds, "retained": retained }),
            )?;
            Ok(Outcome::Clean)
        }
        Ok(deleted) => {
            terminal::complain(&format!(
                "the stack `{name}` is deleted, after {}",
                words::clock(deleted.seconds)
            ));
            terminal::complain_whole(&plan::leftovers(&plan));
            Ok(Outcome::Clean)
        }
        Err(error) => {
            if let (true, DeleteError::Failed(_, Some(cause))) = (json, &error) {
                json_lines::print_named("cause", cause)?;
            }
            Err(aws::explained(error))
        }
    }
}
