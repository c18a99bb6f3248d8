//! `pclusterctl image repository`.

use std::fmt::Write;

use pcluster_infra::image::repository::{
    Lifecycle, RepositoryEvent, RepositoryPlan, RepositoryWanted, ensure, look, plan,
};

use super::events::{follow, print_json, print_outcome};
use crate::args::ImageRepository;
use crate::commands::aws;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImageRepository) -> anyhow::Result<Outcome> {
    let wanted = wanted(args);
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        if args.dry_run {
            let found = look(&session, &wanted.name).await.map_err(aws::explained)?;
            let plan = plan(&wanted, found.as_ref());
            if args.json {
                print_json(&RepositoryEvent::Planned { plan })?;
            } else {
                terminal::print(&text(&plan, session.region()))?;
            }
            return Ok(Outcome::Clean);
        }
        let region = session.region().to_owned();
        let (mut number, mut of) = (0, 0);
        let outcome = follow(ensure(&session, wanted), |event| match event {
            event if args.json => print_json(event),
            RepositoryEvent::Planned { plan } => {
                of = plan.steps.len();
                terminal::complain_whole(&text(plan, &region));
                Ok(())
            }
            RepositoryEvent::Changed { .. } => {
                number += 1;
                terminal::complain(&format!("[{number}/{of}] done"));
                Ok(())
            }
            _ => Ok(()),
        })
        .await?;
        if let Some(file) = &args.outputs {
            let variables = [("ECR_REPO_NAME", outcome.name.as_str()), ("ECR_REPO_URI", &outcome.uri)];
            super::outputs::write(file, &variables)?;
        }
        if args.json {
            print_outcome(&outcome)?;
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
