//! What was found, in the format that was asked for.

use pcluster_config::Report;
use pcluster_config::facts::Release;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};

use crate::args::{Checking, Format};
use crate::commands::inputs::Input;
use crate::commands::rulebook::CHECKED;
use crate::terminal;

use super::task::Checked;
use super::{baseline, diff};

/// Prints what was found, or what else was asked for instead. `complete` if all files could be checked.
pub(super) fn show(
    around: &[Report],
    checked: &[Checked],
    complete: bool,
    args: &Checking,
    release: Release,
) -> anyhow::Result<()> {
    let around = around.iter();
    if let Some(file) = &args.write_baseline {
        if complete {
            baseline::write(file, checked)?;
        } else {
            let file = file.display();
            terminal::complain(&format!("error: {file} is not written: not all files could be checked"));
        }
        terminal::complain_whole(&text(around, args, release));
        return Ok(());
    }
    if args.diff {
        terminal::complain_whole(&text(around, args, release));
        let diffs: String = checked.iter().filter_map(|one| diff::of(one, args.color)).collect();
        return terminal::print(&diffs);
    }
    let text = text(around.chain(checked.iter().map(|one| &one.report)), args, release);
    if args.fix && checked.iter().any(|one| one.input == Input::Stdin) {
        // Standard output is for the text.
        terminal::complain_whole(&text);
        return Ok(());
    }
    terminal::print(&text)
}

fn text<'r>(reports: impl Iterator<Item = &'r Report>, args: &Checking, release: Release) -> String {
    match args.format {
        Format::Human => {
            let options = HumanOptions {
                color: terminal::use_color(args.color, &std::io::stdout()),
                width: terminal::width(),
            };
            reports.map(|report| human(report, &options)).collect()
        }
        Format::Concise => reports.map(concise).collect(),
        Format::Json => json(&reports.cloned().collect::<Vec<_>>(), release),
        Format::Sarif => sarif(&reports.cloned().collect::<Vec<_>>(), CHECKED),
        Format::Github => reports.map(github).collect(),
    }
}
