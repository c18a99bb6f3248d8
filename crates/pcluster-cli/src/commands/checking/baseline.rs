//! Baselines: read, written, and kept tidy.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pcluster_config::baseline::{Baseline, Unused};

use crate::commands::inputs::Input;
use crate::commands::output;
use crate::commands::paths::{absolute, relative};
use crate::commands::rulebook::CHECKED;
use crate::terminal;

use super::task::Checked;

/// How many entries are named.
const SHOWN: usize = 5;

/// A baseline that was read. The files in it are named from its own folder.
pub(super) struct Known {
    pub(super) baseline: Baseline,
    directory: PathBuf,
}

impl Known {
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let context = || format!("cannot read {}", file.display());
        let text = std::fs::read_to_string(file).with_context(context)?;
        Ok(Self { baseline: text.parse::<Baseline>().with_context(context)?, directory: directory(file)? })
    }

    /// What the baseline calls a file.
    pub(super) fn key(&self, input: &Input) -> anyhow::Result<String> {
        key(&self.directory, &input.name())
    }
}

/// Refuses to write a baseline over anything else: a forgotten name makes the first configuration that name.
pub(super) fn refuse_to_overwrite(file: &Path) -> anyhow::Result<()> {
    if file.as_os_str() == "-" {
        bail!("a baseline cannot be written to standard output: name a file");
    }
    match std::fs::read(file) {
        Ok(bytes) if is_something_else(&bytes) => bail!(
            "{} is there and no baseline of this version: name another file, or delete it first",
            file.display()
        ),
        _ => Ok(()),
    }
}

fn is_something_else(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    !text.trim().is_empty() && text.parse::<Baseline>().is_err()
}

/// Writes what is shown of the files that were checked.
pub(super) fn write(file: &Path, checked: &[Checked]) -> anyhow::Result<()> {
    let directory = directory(file)?;
    let mut baseline = Baseline::default();
    let mut shape_errors = 0;
    for one in checked {
        if one.input == Input::Stdin {
            bail!("standard input cannot be in a baseline: it has no name to be found by");
        }
        baseline.record(&key(&directory, &one.input.name())?, &one.report);
        shape_errors += one.report.diagnostics().iter().filter(|problem| problem.is_shape_error()).count();
    }
    output::write(file, &baseline.to_json())?;
    let (problems, files) = (counted(baseline.len(), "problem"), counted(baseline.files().len(), "file"));
    let refused = match shape_errors {
        0 => String::new(),
        count => format!("; for {count} of them the official tool refuses the file"),
    };
    terminal::complain(&format!("wrote {}: {problems} in {files}{refused}", file.display()));
    Ok(())
}

/// Says which entries of a baseline are of no use any more.
pub(super) fn complain(file: &Path, checked: &[Checked], known: &Known) {
    let name = file.display();
    for rule in known.baseline.unknown_rules(CHECKED) {
        terminal::complain(&format!("warning: {name}: there is no rule `{rule}`"));
    }
    let gone: Vec<&str> =
        known.baseline.files().filter(|file| !known.directory.join(file).exists()).collect();
    if !gone.is_empty() {
        let (files, are) = (counted(gone.len(), "file"), if gone.len() == 1 { "is" } else { "are" });
        terminal::complain(&format!("note: {name}: {files} of it {are} there no longer: {}", some(&gone)));
    }
    let unused: Vec<(&str, &Unused)> =
        checked.iter().flat_map(|one| one.unused.iter().map(|unused| (one.report.file(), unused))).collect();
    let count: usize = unused.iter().map(|(_, unused)| unused.count).sum();
    if count == 0 {
        return;
    }
    let are = if count == 1 { "is" } else { "are" };
    let problems = counted(count, "problem");
    terminal::complain(&format!(
        "note: {name}: {problems} {are} there no longer; --write-baseline writes it anew"
    ));
    for (checked, Unused { rule, path, .. }) in unused.iter().take(SHOWN) {
        let at = if path.is_empty() { String::new() } else { format!(" ({path})") };
        terminal::complain(&format!("  {checked}: {rule}{at}"));
    }
    if unused.len() > SHOWN {
        terminal::complain(&format!("  and {} more", unused.len() - SHOWN));
    }
}

fn directory(file: &Path) -> anyhow::Result<PathBuf> {
    Ok(absolute(file)?.parent().unwrap_or(Path::new("/")).to_owned())
}

fn key(directory: &Path, file: &str) -> anyhow::Result<String> {
    Ok(relative(directory, &absolute(Path::new(file))?))
}

/// Some names, and how many others there are.
fn some(names: &[&str]) -> String {
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A number of things in words.
pub(in crate::commands) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
