//! `--ntasks-per-gpu` stands beside an option that it excludes.
//!
//! `sbatch` refuses `--ntasks-per-gpu` together with `--gpus-per-task`, `--gpus-per-socket` or `--ntasks-per-node`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --gpus=16 --ntasks-per-gpu=1 --ntasks-per-node=8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --gpus=16 --ntasks-per-gpu=1
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "tasks-per-gpu-conflict", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let per_gpu = request.ntasks_per_gpu.as_ref()?;
    let others = [
        (request.gpus_per_task.as_ref().map(|asked| &asked.place), "--gpus-per-task"),
        (request.gpus_per_socket.as_ref().map(|asked| &asked.place), "--gpus-per-socket"),
        (request.ntasks_per_node.as_ref().map(|asked| &asked.place), "--ntasks-per-node"),
    ];
    let (place, name) = others.into_iter().find_map(|(place, name)| Some((place?, name)))?;
    Some(
        Finding::new(format!("`--ntasks-per-gpu` and `{name}` exclude each other"))
            .at(&per_gpu.place, "`sbatch` refuses both together")
            .and(place, "the other one")
            .help(format!("leave `--ntasks-per-gpu` or `{name}` out")),
    )
}
