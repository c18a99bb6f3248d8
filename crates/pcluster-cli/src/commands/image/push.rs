//! `pclusterctl image push`.

use anyhow::Context;
use pcluster_infra::image::push::{PushEvent, PushOptions, PushPlan, push};

use super::progress;
use crate::args::{EngineArg, ImagePush};
use crate::commands::{aws, env_file, json_lines, operation};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImagePush) -> anyhow::Result<Outcome> {
    // What the engine calls for the password is this very program.
    let program = std::env::current_exe().context("the path of this program is not known")?;
    let name = &args.name;
    let mut options =
        PushOptions::new(name.repository.clone(), name.tag.clone(), aws::options(&args.aws), program);
    options.engine = args.engine.map(EngineArg::kind);
    options.progress = progress(args.json);
    // A file that cannot be changed is known before AWS is asked.
    args.outputs.as_deref().map(env_file::open).transpose()?;
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        let outcome = operation::follow(push(&session, options), |event| see(event, args.json)).await?;
        let image = &outcome.image;
        if let Some(file) = &args.outputs {
            let repository = image.uri.rsplit_once(':').map_or(image.uri.as_str(), |(uri, _)| uri);
            let variables = [
                ("ECR_REPO_NAME", name.repository.as_str()),
                ("ECR_REPO_URI", repository),
                ("IMAGE_TAG", name.tag.as_str()),
                ("TRAINING_IMAGE_URI", &image.uri),
            ];
            env_file::merge(file, variables)?;
        }
        if args.json {
            json_lines::print_outcome(&outcome)?;
        } else {
            if outcome.pushed {
                terminal::complain(&format!("pushed {}", image.digest));
            }
            terminal::print(&format!("{}\n", image.uri))?;
        }
        Ok(Outcome::Clean)
    })
}

fn see(event: &PushEvent, json: bool) -> anyhow::Result<()> {
    if json {
        return json_lines::print(event);
    }
    match event {
        PushEvent::Planned { plan: PushPlan::UpToDate, uri, .. } => {
            terminal::complain(&format!("{uri} is this very image already: nothing to push"));
        }
        PushEvent::Planned { plan: PushPlan::Push, engine, uri, image } => {
            let architecture = image.architecture.as_deref().unwrap_or("an unknown architecture");
            terminal::complain(&format!("pushing {uri} (for {architecture}) with {engine}"));
        }
        PushEvent::Line { text, .. } => terminal::complain(text),
        PushEvent::Retrying { wait, .. } => {
            terminal::complain(&format!("the push failed; trying again in {wait} seconds"));
        }
        _ => {}
    }
    Ok(())
}
