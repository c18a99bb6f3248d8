//! `pclusterctl schema`

use pcluster_config::ConfigKind;
use pcluster_config::schema::{json_schema, paths};

use crate::args::{Kind, Schema};
use crate::exit::Outcome;
use crate::terminal;

pub(crate) fn run(args: &Schema) -> anyhow::Result<Outcome> {
    let kind = args.kind.map(Kind::config);
    let text = if args.paths {
        let kinds = kind.map_or_else(|| vec![ConfigKind::Cluster, ConfigKind::Image], |kind| vec![kind]);
        kinds.into_iter().flat_map(|kind| paths(kind, args.release)).map(|path| path + "\n").collect()
    } else {
        let kind = kind.unwrap_or(ConfigKind::Cluster);
        format!("{:#}\n", json_schema(kind, args.release, args.placeholders))
    };
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}
