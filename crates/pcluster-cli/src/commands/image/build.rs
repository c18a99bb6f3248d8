//! `pclusterctl image build`.

use anyhow::bail;
use pcluster_infra::image::{BuildEvent, BuildOptions, Built, Context, build};

use super::progress;
use crate::args::{EngineArg, ImageBuild};
use crate::commands::{aws, json_lines, operation};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImageBuild) -> anyhow::Result<Outcome> {
    let options = options(args)?;
    aws::block_on(async {
        let built = operation::follow(build(options), |event| match event {
            event if args.json => json_lines::print(event),
            BuildEvent::Building { engine, reference, platform } => {
                terminal::complain(&format!("building {reference} for {platform} with {engine}"));
                Ok(())
            }
            BuildEvent::Line { text, .. } => {
                terminal::complain(text);
                Ok(())
            }
            _ => Ok(()),
        })
        .await?;
        if args.json {
            json_lines::print_outcome(&built)?;
        } else {
            terminal::complain(&summary(&built));
            terminal::print(&format!("{}\n", built.reference))?;
        }
        Ok(Outcome::Clean)
    })
}

fn options(args: &ImageBuild) -> anyhow::Result<BuildOptions> {
    let mut options = BuildOptions::new(args.name.repository.clone(), args.name.tag.clone());
    options.context = match &args.directory {
        Some(_) if !args.recipe.is_empty() => {
            bail!(
                "versions are for the built-in image: the Dockerfile of a directory has its own (`--build-arg` sets its `ARG`s)"
            )
        }
        Some(directory) => Context::Directory { directory: directory.clone(), dockerfile: args.file.clone() },
        None => Context::Recipe(args.recipe.recipe()),
    };
    options.engine = args.engine.map(EngineArg::kind);
    options.platform.clone_from(&args.platform);
    options.build_args.clone_from(&args.build_arg);
    options.pull = args.pull;
    options.no_cache = args.no_cache;
    options.progress = progress(args.json);
    Ok(options)
}

fn summary(built: &Built) -> String {
    let id = built.image.as_ref().map(|image| image.id.as_str()).unwrap_or_default();
    let size = built.image.as_ref().and_then(|image| image.size);
    let size = size.map(|size| format!(", {}", indicatif::BinaryBytes(size))).unwrap_or_default();
    format!("built {} with {}: {id}{size}", built.reference, built.engine)
}
