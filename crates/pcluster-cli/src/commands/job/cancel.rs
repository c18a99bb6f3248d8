//! `pclusterctl job cancel`.

use pcluster_slurm::client::{JobId, SlurmError};
use serde_json::json;

use super::running::in_words;
use crate::args::JobCancel;
use crate::commands::slurm::with_slurm;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &JobCancel) -> anyhow::Result<Outcome> {
    with_slurm(&args.slurm, async |slurm| {
        let (mut ended, mut unknown, mut wanted): (Vec<JobId>, Vec<JobId>, Vec<JobId>) = Default::default();
        for id in &args.ids {
            match slurm.job(*id).await {
                Ok(jobs) if jobs.iter().all(|job| job.state.is_final()) => {
                    let state = jobs.first().map_or("", |job| in_words(&job.state));
                    terminal::complain(&format!("job {id} has ended before: {state}"));
                    ended.push(*id);
                }
                Ok(_) => wanted.push(*id),
                Err(error @ SlurmError::NoJob(_)) => {
                    terminal::complain(&format!("error: {error}"));
                    unknown.push(*id);
                }
                Err(error) => return Err(aws::explained(error)),
            }
        }
        if !wanted.is_empty() {
            slurm.cancel(&wanted).await.map_err(aws::explained)?;
            for id in &wanted {
                terminal::complain(&format!("job {id} is cancelled"));
            }
        }
        if args.json {
            json_lines::print_outcome(
                &json!({ "cancelled": wanted, "ended-before": ended, "unknown": unknown }),
            )?;
        }
        Ok(if unknown.is_empty() { Outcome::Clean } else { Outcome::Findings })
    })
}
