//! `pclusterctl job logs`.

use pcluster_slurm::client::{FollowEvent, output};
use serde_json::json;

use super::running::{Telling, to_the_end};
use crate::args::JobLogs;
use crate::commands::json_lines;
use crate::commands::operation::follow;
use crate::commands::slurm::with_slurm;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &JobLogs) -> anyhow::Result<Outcome> {
    with_slurm(&args.slurm, async |slurm| {
        if args.follow {
            to_the_end(slurm, args.id, &args.slurm, args.json).await
        } else {
            let mut telling = Telling::new(args.id, args.json);
            let mut is_there = false;
            let jobs = follow(output(slurm, args.id), |event| {
                is_there |= matches!(event, FollowEvent::Output(_));
                telling.tell(event)
            })
            .await?;
            telling.end()?;
            if args.json {
                json_lines::print_outcome(&json!({ "jobs": jobs }))?;
            } else if !is_there {
                terminal::complain(&format!("job {} has written nothing yet", args.id));
            }
            Ok(if is_there { Outcome::Clean } else { Outcome::Findings })
        }
    })
}
