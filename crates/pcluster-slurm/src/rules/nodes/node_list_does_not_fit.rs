//! Nodes are named that cannot all take part.
//!
//! With `--nodelist` Slurm gives a job all of the nodes named. `sbatch` refuses it where these are more than `--nodes`, where
//! one of them is left out by `--exclude`, or does not hold its share of the job.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=1
//! #SBATCH --nodelist=gpu-st-p5-[1-2]
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodelist=gpu-st-p5-[1-2]
//! #SBATCH --exclude=gpu-st-p5-2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodelist=small-dy-g5-1
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=4
//! #SBATCH --nodelist=gpu-st-p5-[1-2]
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use std::collections::BTreeSet;

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::job::Request;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

use crate::script::value::Hosts;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "node-list-does-not-fit", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    if let Some(found) = too_long(view.request) {
        return Some(found);
    }
    let misfit = view.misfit(|what| matches!(what, What::NodeList | What::Excluded))?;
    let list = view.request.nodelist.as_ref()?;
    let named = amount(misfit.wanted, "node");
    if misfit.what == What::Excluded {
        return Some(
            Finding::new(format!(
                "{named} that the job is to have {} left out, too",
                if misfit.wanted == 1 { "is" } else { "are" }
            ))
            .at_all([
                Some((list.place.clone(), "wanted by name".to_owned())),
                place(&view.request.exclude).map(|place| (place.clone(), "left out by name".to_owned())),
            ])
            .help("take the nodes out of one of the lists"),
        );
    }
    let message = match misfit.have {
        0 => "none of the nodes that are named holds its share of the job".to_owned(),
        have => format!("of the {named} that are named, {have} hold their share of the job"),
    };
    Some(
        Finding::new(message)
            .at(&list.place, format!("{named} by name"))
            .help("ask for less of each node, or let Slurm choose with `--constraint`"),
    )
}

/// More nodes by name than the job may have, which is known without a cluster.
fn too_long(request: &Request) -> Option<Finding> {
    let (nodes, list) = (request.nodes.as_ref()?, request.nodelist.as_ref()?);
    // A list with a slash in it is the name of a file.
    let hosts = Hosts::read(list).filter(|_| !list.contains('/'))?;
    let most = nodes.max.unwrap_or(nodes.min);
    // Names that stand there twice count once; a list that is longer than this is long enough without counting.
    let named = if hosts.len() <= COUNTED {
        hosts.names().collect::<BTreeSet<_>>().len() as u64
    } else {
        hosts.len()
    };
    (named > most && request.ntasks.is_none()).then(|| {
        Finding::new(format!("{} are named, but the job may have {most}", amount(named, "node")))
            .at(&list.place, amount(named, "node"))
            .and(&nodes.place, format!("at most {most}"))
            .help("name fewer nodes, or raise `--nodes`; to choose among nodes, leave the others out with `--exclude`")
    })
}

/// Names that are counted one by one.
const COUNTED: u64 = 10_000;
