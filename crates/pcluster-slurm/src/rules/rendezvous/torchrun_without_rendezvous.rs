//! `torchrun` on several nodes is not told where they meet.
//!
//! Its defaults are for one node: the address is `127.0.0.1`, and every node takes itself for the first. `MASTER_ADDR` in the
//! environment does not change that: `torchrun` sets the variable, it does not read it. Either all nodes are given
//! `--rdzv_backend=c10d` and the same `--rdzv_endpoint`, or `--master_addr` and each its own `--node_rank`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
//! srun torchrun --nnodes=2 --nproc_per_node=8 train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
//! srun torchrun --nnodes=2 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=$MASTER_ADDR:29500 train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "torchrun-without-rendezvous", severity: Severity::Error, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let launch = Launch::of(view.job, step);
    if step.command != Command::Torchrun
        || step.open
        || launch.srun.is_none()
        || !launch.is_on_several_nodes()
    {
        return None;
    }
    let nodes = step.option("nnodes")?;
    let is_one = nodes.value.as_ref().is_some_and(|value| matches!(value.text.as_str(), "1" | "1:1"));
    let from_variables = view.job.environment.iter().any(|variable| variable.name.value.starts_with("PET_"));
    let has = |name: &str| step.option(name).is_some();
    if is_one || has("standalone") || from_variables || has("rdzv-conf") && has("node-rank") {
        return None;
    }
    let (message, place) = if has("rdzv-endpoint") {
        if has("rdzv-backend") || has("node-rank") {
            return None;
        }
        let place = step.option("rdzv-endpoint").map_or(&step.place, |option| &option.place);
        ("every node takes itself for the first: `torchrun` has no `--rdzv_backend`", place)
    } else if has("master-addr") {
        let is_c10d = step.option("rdzv-backend").is_some();
        if has("node-rank") && !is_c10d {
            return None;
        }
        let place = step.option("master-addr").map_or(&step.place, |option| &option.place);
        if is_c10d {
            // With a backend the address of the master is not looked at.
            (
                "`torchrun` with `--rdzv_backend` does not look at `--master_addr`: nothing says where the nodes meet",
                place,
            )
        } else {
            ("every node takes itself for the first: `torchrun` has no `--node_rank`", place)
        }
    } else if has("rdzv-conf") {
        return None;
    } else {
        (
            "nothing tells `torchrun` where its nodes meet: each waits for the others at its own address",
            &nodes.place,
        )
    };
    Some(
        Finding::new(message)
            .at(place, "for several nodes")
            .help("write `--rdzv_backend=c10d --rdzv_endpoint=HOST:PORT`, HOST being the first node: `scontrol show hostnames \"$SLURM_JOB_NODELIST\" | head -n 1`"),
    )
}
