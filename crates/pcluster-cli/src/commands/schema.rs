//! `pclusterctl schema`

use pcluster_config::ConfigKind;
use pcluster_config::schema::{json_schema, paths};
use pcluster_slurm::spec;

use crate::args::{Schema, SchemaKind};
use crate::exit::Outcome;
use crate::terminal;

pub(crate) fn run(args: &Schema) -> anyhow::Result<Outcome> {
    let paths_of = |kind| paths(kind, args.release);
    let schema_of = |kind| json_schema(kind, args.release, args.placeholders);
    let text = if args.paths {
        let listed: Vec<String> = match args.kind {
            None => [ConfigKind::Cluster, ConfigKind::Image].into_iter().flat_map(paths_of).collect(),
            Some(SchemaKind::Cluster) => paths_of(ConfigKind::Cluster),
            Some(SchemaKind::Image) => paths_of(ConfigKind::Image),
            Some(SchemaKind::Job) => spec::keys().into_iter().map(|key| key.path).collect(),
        };
        listed.into_iter().map(|path| path + "\n").collect()
    } else {
        let schema = match args.kind {
            None | Some(SchemaKind::Cluster) => schema_of(ConfigKind::Cluster),
            Some(SchemaKind::Image) => schema_of(ConfigKind::Image),
            Some(SchemaKind::Job) => spec::json_schema(),
        };
        format!("{schema:#}\n")
    };
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}
