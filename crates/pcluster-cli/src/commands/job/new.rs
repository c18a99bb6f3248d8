//! `pclusterctl job new`.

use pcluster_slurm::draft::{DraftError, DraftKind, DraftOptions, draft};

use super::{cluster, complain, written};
use crate::args::{JobKind, JobNew};
use crate::commands::inputs::Input;
use crate::exit::Outcome;

/// Runs the command.
pub(super) fn run(args: &JobNew) -> anyhow::Result<Outcome> {
    written::refuse_to_replace(args.to.path(), args.to.force)?;
    let said = cluster::settings_of(
        &Input::written_to(args.to.path()),
        args.cluster.cluster.as_deref(),
        &args.cluster.reading,
    )?;
    let file = said.cluster()?;
    let Some(cluster) = cluster::read(file, &args.cluster.reading)? else {
        return Ok(Outcome::Incomplete);
    };
    let file = written::name(file);
    let options = DraftOptions {
        partition: args.partition.as_deref(),
        nodes: args.nodes,
        image: args.image.as_deref(),
        cluster_file: Some(&file),
    };
    let kind = match args.kind {
        JobKind::Train => DraftKind::Train,
        JobKind::NcclTest => DraftKind::NcclTest,
        JobKind::Shell => DraftKind::Shell,
    };
    match draft(kind, &cluster, &options) {
        Ok(text) => {
            written::give(args.to.path(), &text)?;
            Ok(Outcome::Clean)
        }
        Err(error) => {
            if let DraftError::Unsound(report) = &error {
                cluster::show(report, &args.cluster.reading);
            }
            complain(&error, error.help());
            Ok(Outcome::Incomplete)
        }
    }
}
