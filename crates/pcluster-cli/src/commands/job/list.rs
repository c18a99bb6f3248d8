//! `pclusterctl job list`.

use comfy_table::{CellAlignment, Table, presets};
use pcluster_slurm::client::{Job, Whose, explain_reason, visible};
use serde_json::json;

use super::running::in_words;
use crate::args::JobList;
use crate::commands::slurm::with_slurm;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Between two columns.
const GAP: u16 = 2;

/// Runs the command.
pub(super) fn run(args: &JobList) -> anyhow::Result<Outcome> {
    with_slurm(&args.slurm, async |slurm| {
        let whose = if args.all { Whose::All } else { Whose::Mine };
        let mut jobs = slurm.jobs(whose).await.map_err(aws::explained)?;
        jobs.sort_by_key(|job| job.id);
        if args.json {
            json_lines::print_outcome(&json!({ "jobs": jobs }))?;
        } else if jobs.is_empty() {
            terminal::complain(if args.all {
                "there are no jobs"
            } else {
                "you have no jobs; `--all` lists those of others"
            });
        } else {
            terminal::print(&table(&jobs, args.all))?;
        }
        Ok(Outcome::Clean)
    })
}

fn table(jobs: &[Job], with_user: bool) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let mut header = vec!["ID", "NAME", "PARTITION", "NODES", "STATE", "WHERE OR WHY"];
    if with_user {
        header.insert(1, "USER");
    }
    table.set_header(header);
    for job in jobs {
        let waiting = job.array.as_ref().and_then(|array| array.waiting.as_ref());
        let id = waiting.map_or_else(|| job.id.to_string(), |tasks| format!("{}_[{tasks}]", job.id));
        let why = explain_reason(job)
            .map(|words| words.text)
            .filter(|_| job.nodes.is_empty() || job.state.is_final());
        let mut row = vec![
            id,
            visible(&job.name).into_owned(),
            visible(&job.partition).into_owned(),
            job.node_count.to_string(),
            in_words(&job.state).to_owned(),
            why.unwrap_or_else(|| visible(&job.nodes).into_owned()),
        ];
        if with_user {
            row.insert(1, visible(&job.user).into_owned());
        }
        table.add_row(row);
    }
    let nodes = if with_user { 4 } else { 3 };
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, GAP));
        if index == nodes {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt() + "\n"
}
