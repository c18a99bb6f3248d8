//! `pclusterctl infra outputs`

use anyhow::bail;
use pcluster_infra::outputs::{OutputsFormat, of_stack};

use crate::args::Outputs;
use crate::commands::aws::{block_on, explained, session};
use crate::commands::env_file::{self, Change};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &Outputs) -> anyhow::Result<Outcome> {
    // A file that cannot be changed is known before AWS is asked.
    let file = args.output.as_deref().map(|path| Ok::<_, anyhow::Error>((path, env_file::open(path)?)));
    let file = file.transpose()?;
    if let (Some((path, file)), Some(format)) = (&file, args.format) {
        let written = OutputsFormat::of_file(file);
        if written != format {
            bail!(
                "{} is written as {written}, not as {format}: leave `--format` out, or name another file",
                path.display()
            );
        }
    }
    let outputs =
        block_on(async { of_stack(&session(&args.aws).await?, &args.stack_name).await.map_err(explained) })?;
    if outputs.outputs.is_empty() {
        terminal::complain(&format!("warning: the stack `{}` has no outputs", outputs.stack_name));
    }
    let Some((path, mut file)) = file else {
        let text = outputs.render(args.format.unwrap_or_default()).map_err(explained)?;
        terminal::print(&text)?;
        return Ok(Outcome::Clean);
    };
    let format = OutputsFormat::of_file(&file);
    outputs.merge_into(&mut file, format).map_err(|error| env_file::unchanged(path, error))?;
    let count = outputs.variables().len();
    terminal::complain(&match env_file::save(path, &file)? {
        Change::None => format!("{}: nothing to change, all {count} values stand in it", path.display()),
        Change::Made => format!("{}: made, with {count} values", path.display()),
        Change::Changed => format!("{}: changed, {count} values stand in it", path.display()),
    });
    Ok(Outcome::Clean)
}
