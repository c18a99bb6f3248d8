//! `--nodelist` names more nodes than `--nodes` allows.
//!
//! All nodes of the list are part of the job, so that `sbatch` refuses fewer of them. More than the list are chosen by Slurm.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2 --nodelist=gpu-st-p5-[1-4]
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=4 --nodelist=gpu-st-p5-[1-2]
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};
use crate::script::value::Hosts;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "nodelist-and-nodes-differ", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (nodes, list) = (view.request.nodes.as_ref()?, view.request.nodelist.as_ref()?);
    if list.contains('/') {
        return None;
    }
    let hosts = Hosts::read(list)?;
    let most = nodes.max.unwrap_or(nodes.min);
    // Names that stand there twice count once; a list that is longer than this is long enough without counting.
    let named = if hosts.len() <= COUNTED {
        hosts.names().collect::<std::collections::HashSet<_>>().len() as u64
    } else {
        hosts.len()
    };
    (named > most).then(|| {
        Finding::new(format!("{named} nodes are named, but the job may have {most} only"))
            .at(&list.place, format!("{named} nodes"))
            .and(&nodes.place, format!("at most {most}"))
            .help("name fewer nodes, or leave `--nodes` out; to choose among nodes, exclude the others with `--exclude`")
    })
}

/// Nodes that are counted one by one.
const COUNTED: u64 = 10_000;
