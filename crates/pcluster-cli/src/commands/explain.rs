//! `pclusterctl explain`

use pcluster_config::ConfigKind;
use pcluster_config::render::key_page;
use pcluster_config::schema::{KeyInfo, search, similar};

use crate::args::{Explain, Kind};
use crate::exit::Outcome;
use crate::terminal;

/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

pub(crate) fn run(args: &Explain) -> anyhow::Result<Outcome> {
    let release = args.release;
    let kinds = match args.kind.map(Kind::config) {
        Some(kind) => vec![kind],
        None => vec![ConfigKind::Cluster, ConfigKind::Image],
    };
    let mut found: Vec<(ConfigKind, KeyInfo)> = kinds
        .iter()
        .flat_map(|kind| search(*kind, release, &args.path).into_iter().map(|key| (*kind, key)))
        .collect();
    let whole_path = found.iter().any(|(_, key)| key.is_at(&args.path));
    if whole_path {
        found.retain(|(_, key)| key.is_at(&args.path));
    }
    if found.is_empty() {
        let near: Vec<String> = kinds.iter().flat_map(|kind| similar(*kind, release, &args.path)).collect();
        terminal::complain(&format!("error: there is no key `{}`", args.path));
        for path in near {
            terminal::complain(&format!("  did you mean {path}?"));
        }
        terminal::complain("`pclusterctl schema --paths` lists all keys");
        return Ok(Outcome::Incomplete);
    }
    let text: String = if whole_path || found.len() == 1 {
        let width = terminal::width().min(WIDEST);
        let pages: Vec<String> =
            found.iter().map(|(kind, key)| key_page(key, *kind, release, width)).collect();
        pages.join("\n")
    } else {
        let paths = found.iter().map(|(kind, key)| format!("  {} ({kind})\n", key.path));
        format!("{} keys end with `{}`:\n{}", found.len(), args.path, paths.collect::<String>())
    };
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}
