//! `pclusterctl nodes`.

use std::fmt::Write;

use anyhow::bail;
use comfy_table::{CellAlignment, Table, presets};
use pcluster_slurm::client::{Roster, RosterGroup, RunnerError, SlurmError, visible};

use crate::args::Nodes;
use crate::commands::inputs::Input;
use crate::commands::job::cluster;
use crate::commands::slurm::with_slurm;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Between two columns.
const GAP: u16 = 2;

/// Runs the command.
pub(crate) fn run(args: &Nodes) -> anyhow::Result<Outcome> {
    // The settings are those of the working directory.
    let said = cluster::settings_of(&Input::Stdin, args.cluster.as_deref(), &args.reading)?;
    let cluster = match &said.cluster {
        Some(file) => match cluster::read(file, &args.reading)? {
            Some(cluster) => Some(cluster),
            None => bail!("the configuration of the cluster has errors"),
        },
        None => None,
    };
    if args.expected && cluster.is_none() {
        bail!(
            "nothing says which cluster it is: name its configuration with `--cluster`, or as `cluster` in \
             pclusterctl.toml"
        );
    }
    let nodes = if args.expected { None } else { live(args, cluster.is_some())? };
    let roster = match (&cluster, &nodes) {
        (Some(cluster), Some(nodes)) => Roster::beside(cluster, nodes),
        (Some(cluster), None) => Roster::expected(cluster),
        (None, nodes) => Roster::of_nodes(nodes.as_deref().unwrap_or_default()),
    };
    if args.json {
        json_lines::print_outcome(&roster)?;
    } else {
        terminal::print(&text(&roster, nodes.is_some()))?;
    }
    Ok(if roster.is_well() { Outcome::Clean } else { Outcome::Findings })
}

/// The nodes of Slurm; `None` where there is no Slurm on this machine, and none was asked for.
fn live(args: &Nodes, has_cluster: bool) -> anyhow::Result<Option<Vec<pcluster_slurm::client::Node>>> {
    let is_named = args.slurm.host.is_some() || args.slurm.head_node.is_some();
    with_slurm(&args.slurm, async |slurm| match slurm.nodes().await {
        Ok(nodes) => Ok(Some(nodes)),
        Err(SlurmError::Runner(RunnerError::NoProgram { .. }) | SlurmError::NoCluster { .. })
            if has_cluster && !is_named =>
        {
            terminal::complain("there is no Slurm here: these are the nodes that the configuration makes");
            terminal::complain("  = help: `--host` or `--head-node` shows their state beside them");
            Ok(None)
        }
        Err(error) => Err(aws::explained(error)),
    })
}

fn text(roster: &Roster, is_live: bool) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let mut header = vec!["QUEUE", "RESOURCE", "TYPE", "COUNT", "NODES"];
    if is_live {
        header.push("STATE");
    }
    table.set_header(header);
    for group in &roster.groups {
        let mut row = vec![
            visible(&group.queue).into_owned(),
            group.resource.clone(),
            group.instance_types.join(", "),
            group.count.to_string(),
            visible(&group.names).into_owned(),
        ];
        if is_live {
            row.push(states(group));
        }
        table.add_row(row);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, GAP));
        if index == 3 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = table.trim_fmt() + "\n";
    for note in &roster.notes {
        let _ = writeln!(text, "\n{} ({}): {}", visible(&note.nodes), note.state, note.explanation.text);
        if let Some(help) = &note.explanation.help {
            let _ = writeln!(text, "  = help: {help}");
        }
    }
    let missing: u64 = roster.groups.iter().map(|group| group.missing).sum();
    match missing {
        0 => {}
        1 => text.push_str("\n1 node of the configuration is missing in Slurm\n"),
        _ => {
            let _ = writeln!(text, "\n{missing} nodes of the configuration are missing in Slurm");
        }
    }
    if !roster.unexpected.is_empty() {
        let names: Vec<_> = roster.unexpected.iter().map(|name| visible(name)).collect();
        let _ = writeln!(text, "\nnot in the configuration: {}", names.join(", "));
    }
    if missing > 0 || !roster.unexpected.is_empty() {
        text.push_str(
            "  = help: is it the configuration of this cluster, and was the cluster updated with it?\n",
        );
    }
    text
}

/// How many nodes are in which state.
fn states(group: &RosterGroup) -> String {
    let mut words: Vec<String> =
        group.states.iter().map(|(state, count)| format!("{count} {state}")).collect();
    if group.missing > 0 {
        words.push(format!("{} missing", group.missing));
    }
    words.join(", ")
}
