//! `pclusterctl data associate`.

use std::fmt::Write;

use anyhow::Context;
use pcluster_infra::association::{self, Applied, Association, AssociationEvent, Lifecycle, Plan};
use pcluster_infra::bucket::BucketName;
use serde_json::json;

use crate::args::DataAssociate;
use crate::commands::data::progress::Progress;
use crate::commands::{aws, env_file, json_lines, operation, question};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &DataAssociate) -> anyhow::Result<Outcome> {
    // What is wrong in itself is told before AWS is asked for anything, even for the name of the bucket.
    let stand_in = match &args.bucket {
        Some(bucket) => bucket.clone(),
        None => BucketName::of_account("000000000000", "us-east-1"),
    };
    let mistakes = association::check(&wanted(args, &stand_in)?);
    for mistake in &mistakes {
        if args.json {
            json_lines::print_named("mistake", &json!({ "message": mistake.message, "help": mistake.help }))?;
        }
        terminal::complain(&format!("error: {}\n  = help: {}", mistake.message, mistake.help));
    }
    if !mistakes.is_empty() {
        if args.json {
            json_lines::print_stopped("what is wanted is wrong in itself")?;
        }
        return Ok(Outcome::Findings);
    }
    // A file that cannot be changed is known before AWS is asked.
    args.outputs.as_deref().map(env_file::open).transpose()?;
    aws::block_on(associate(args))
}

async fn associate(args: &DataAssociate) -> anyhow::Result<Outcome> {
    let session = aws::session(&args.aws).await?;
    let (account, own) = super::own_bucket(&session).await?;
    let wanted = wanted(args, args.bucket.as_ref().unwrap_or(&own))?;
    let file_system = match &args.file_system {
        Some(id) => id.clone(),
        None => {
            association::file_system_of_stack(&session, &args.stack_name).await.map_err(aws::explained)?
        }
    };
    let found = association::look(&session, &file_system, &wanted, &account).await.map_err(aws::explained)?;
    let plan = association::plan(&wanted, &found.file_system, &found.existing).map_err(aws::explained)?;
    show(&plan, args)?;
    if args.dry_run {
        if args.json {
            json_lines::print_dry_run()?;
        }
        return Ok(Outcome::Clean);
    }
    let question = "remove the failed associations and make them anew?";
    if plan.needs_consent() && !question::agreed(question, args.yes).await? {
        return question::declined(args.json);
    }
    let mut progress = Progress::new();
    let applied = operation::follow(association::apply(&session, plan, !args.no_wait), |event| {
        if args.json {
            return json_lines::print(event);
        }
        see(event, &mut progress);
        Ok(())
    });
    let applied = applied.await;
    drop(progress);
    let applied = applied?;
    if let Some(path) = &args.outputs {
        let variables = association::variables(&wanted, &args.mount_dir);
        env_file::merge(path, variables.iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
    }
    end(&applied, args)?;
    Ok(Outcome::Clean)
}

/// The associations that the arguments name, or the four.
fn wanted(args: &DataAssociate, bucket: &BucketName) -> anyhow::Result<Vec<Association>> {
    let mut wanted = Vec::new();
    for text in &args.association {
        wanted.push(Association::parse(text, bucket)?);
    }
    if let Some(path) = &args.file {
        let context = || format!("cannot read {}", path.display());
        let yaml = std::fs::read_to_string(path).with_context(context)?;
        wanted.extend(association::read(&yaml, bucket).with_context(context)?);
    }
    let defaults = args.association.is_empty() && args.file.is_none();
    Ok(if defaults { association::defaults(bucket) } else { wanted })
}

/// Shows what would be done: on standard output where that is what was asked for.
fn show(plan: &Plan, args: &DataAssociate) -> anyhow::Result<()> {
    if args.json {
        return json_lines::print_named("plan", plan);
    }
    if plan.is_done() {
        return nothing_to_do(args);
    }
    let mut text = format!("file system {}\n", plan.file_system);
    for (number, step) in (1..).zip(&plan.steps) {
        let _ = writeln!(text, "  {number}. {step}");
    }
    if args.dry_run {
        terminal::print(&text)
    } else {
        terminal::complain_whole(&text);
        Ok(())
    }
}

/// The associations themselves are listed at the end.
fn nothing_to_do(args: &DataAssociate) -> anyhow::Result<()> {
    let text = "all associations are there and as they should be\n";
    if args.dry_run {
        return terminal::print(text);
    }
    terminal::complain_whole(text);
    Ok(())
}

fn see(event: &AssociationEvent, progress: &mut Progress) {
    match event {
        AssociationEvent::FileSystem { file_system, .. } => {
            progress.tell(file_system, "the file system is being made");
        }
        AssociationEvent::Doing { step } => progress.tell(&step.association().path, "asking"),
        AssociationEvent::Asked { path, id } => progress.tell(path, &format!("asked for ({id})")),
        AssociationEvent::Changed { path, lifecycle } => {
            let state = lifecycle.to_string();
            match lifecycle {
                Lifecycle::Available | Lifecycle::Failed | Lifecycle::Misconfigured => {
                    progress.end(path, &state);
                }
                _ => progress.tell(path, &state),
            }
        }
        _ => {}
    }
}

fn end(applied: &Applied, args: &DataAssociate) -> anyhow::Result<()> {
    if args.json {
        return json_lines::print_outcome(applied);
    }
    let mut text = String::new();
    for linked in &applied.associations {
        let _ = writeln!(text, "{}  {}  {}  {}", linked.id, linked.path, linked.repository, linked.lifecycle);
    }
    terminal::print(&text)
}
