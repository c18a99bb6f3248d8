//! `pclusterctl image repository`.

use std::fmt::Write;

use pcluster_infra::image::repository::{
    Lifecycle, RepositoryEvent, RepositoryPlan, RepositoryWanted, ensure, look, plan,
};

use crate::args::ImageRepository;
use crate::commands::{aws, env_file, json_lines, operation};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImageRepository) -> anyhow::Result<Outcome> {
    let wanted = wanted(args);
    // A file that cannot be changed is known before AWS is asked.
    args.outputs.as_deref().map(env_file::open).transpose()?;
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        if args.dry_run {
            let found = look(&session, &wanted.name).await.map_err(aws::explained)?;
            let plan = plan(&wanted, found.as_ref());
            if args.json {
                json_lines::print(&RepositoryEvent::Planned { plan })?;
                json_lines::print_dry_run()?;
            } else {
                terminal::print(&text(&plan, session.region()))?;
            }
            return Ok(Outcome::Clean);
        }
        let region = session.region().to_owned();
        let (mut number, mut of) = (0, 0);
        let outcome = operation::follow(ensure(&session, wanted), |event| match event {
            event if args.json => json_lines::print(event),
            RepositoryEvent::Planned { plan } => {
                of = plan.steps.len();
                terminal::complain_whole(&text(plan, &region));
                Ok(())
            }
            RepositoryEvent::Changed { step } => {
                number += 1;
                terminal::complain(&format!("[{number}/{of}] {step}"));
                Ok(())
            }
            _ => Ok(()),
        })
        .await?;
        if let Some(file) = &args.outputs {
            let variables = [("ECR_REPO_NAME", outcome.name.as_str()), ("ECR_REPO_URI", &outcome.uri)];
            env_file::merge(file, variables)?;
        }
        if args.json {
            json_lines::print_outcome(&outcome)?;
        } else {
            terminal::print(&format!("{}\n", outcome.uri))?;
        }
        Ok(Outcome::Clean)
    })
}

fn wanted(args: &ImageRepository) -> RepositoryWanted {
    let mut wanted = RepositoryWanted::new(args.name.clone());
    wanted.immutable_tags = args.immutable_tags;
    wanted.lifecycle = (!args.no_lifecycle).then(|| {
        let mut lifecycle = Lifecycle::default();
        lifecycle.untagged_days = args.untagged_days.unwrap_or(lifecycle.untagged_days);
        lifecycle.keep = args.keep.unwrap_or(lifecycle.keep);
        lifecycle
    });
    wanted.adopt_lifecycle = args.untagged_days.is_some() || args.keep.is_some();
    wanted.tags.extend(args.tags.iter().cloned());
    wanted
}

/// A plan in words.
fn text(plan: &RepositoryPlan, region: &str) -> String {
    let there = if plan.creates() { "does not exist yet" } else { "exists" };
    let mut text = format!("repository {} in {region}: {there}\n", plan.name);
    for (number, step) in (1..).zip(&plan.steps) {
        let _ = writeln!(text, "  {number}. {step}");
    }
    for kept in &plan.kept {
        let _ = writeln!(text, "  kept: {kept}");
    }
    if plan.is_empty() {
        text.push_str("  nothing to change\n");
    }
    text
}
