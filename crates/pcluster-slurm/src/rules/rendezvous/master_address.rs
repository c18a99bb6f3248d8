//! `MASTER_ADDR` is no address at which all nodes find the first one.
//!
//! `localhost` is another machine on every node. `SLURM_JOB_NODELIST` is one text for many nodes, `gpu-st-p5-[1-4]`, which is
//! no name of any of them. `SLURM_LAUNCH_NODE_IPADDR` is set for the tasks, not for the script. The field's way is
//! `scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=$(echo $SLURM_JOB_NODELIST | cut -d, -f1)
//! srun python train.py
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=localhost
//! srun python train.py
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun bash -c 'MASTER_ADDR=$(hostname) python train.py'
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! nodes=($(scontrol show hostnames "$SLURM_JOB_NODELIST"))
//! export MASTER_ADDR=${nodes[0]}
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=localhost
//! srun --nodes=1 --ntasks=1 python evaluate.py a &
//! srun --nodes=1 --ntasks=1 python evaluate.py b &
//! wait
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=$(hostname -s)
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Assignment, Command, Job, Source};
use crate::rules::launch::{Launch, has_several_nodes};
use crate::rules::{Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "master-address", severity: Severity::Error, check: Check::JobEach(check) };

#[expect(clippy::trivially_copy_pass_by_ref, reason = "subjects are given by reference")]
fn check(job: &&Job, _: &Facts<'_>) -> Vec<Finding> {
    // Programs that each run on one node may well meet there.
    let mut sruns = job.steps.iter().filter(|step| step.command == Command::Srun).peekable();
    let is_on_one = sruns.peek().is_some() && sruns.all(|step| Launch::of(job, step).nodes == Some(1));
    if is_on_one || !has_several_nodes(job) {
        return Vec::new();
    }
    // One that is only for a program on a single node may be anything.
    let of_steps = job.steps.iter().flat_map(|step| {
        let launch = Launch::of(job, step);
        let is_started = launch.srun.is_some() && step.command != Command::Srun;
        let several =
            launch.is_on_several_nodes() || launch.srun.is_none() && step.command == Command::Mpirun;
        step.environment.iter().filter(move |_| several).map(move |variable| (variable, is_started))
    });
    let all = job.environment.iter().filter(|variable| variable.exported && !variable.conditional);
    all.map(|variable| (variable, false))
        .chain(of_steps)
        .filter(|(variable, _)| variable.name.value == "MASTER_ADDR")
        .filter_map(|(variable, is_started)| judge(variable, is_started, job.source))
        .collect()
}

fn judge(variable: &Assignment, is_started: bool, source: Source) -> Option<Finding> {
    let (_, value) = variable.text.split_once('=')?;
    let value = value.trim_matches('"');
    let (message, label) = match value {
        "localhost" | "127.0.0.1" | "::1" | "0.0.0.0" => (
            format!("every node looks for the first one on itself: MASTER_ADDR is `{value}`"),
            "another machine on every node",
        ),
        _ if is_started && is_own_name(value) => (
            "every node takes itself for the first one: MASTER_ADDR is its own name".to_owned(),
            "each task expands it on its own node",
        ),
        _ if is_list(value) => (
            "MASTER_ADDR is no name of a node: `SLURM_JOB_NODELIST` is one text for all of them".to_owned(),
            "such as `gpu-st-p5-[1-4]`",
        ),
        "$SLURM_LAUNCH_NODE_IPADDR" | "${SLURM_LAUNCH_NODE_IPADDR}" if !is_started => (
            "MASTER_ADDR is empty: Slurm sets `SLURM_LAUNCH_NODE_IPADDR` for tasks, not for the script"
                .to_owned(),
            "empty here",
        ),
        _ => return None,
    };
    Some(
        Finding::new(message)
            .at(&variable.name.place, label)
            .help(match source {
                Source::Script => "write `export MASTER_ADDR=$(scontrol show hostnames \"$SLURM_JOB_NODELIST\" | head -n 1)` in the script",
                Source::Yaml => "leave it out: for a launcher such as `torchrun` it is set to the first node of the job",
            }),
    )
}

fn is_own_name(value: &str) -> bool {
    let value = value.trim_matches('"');
    let command = value
        .strip_prefix("$(")
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| value.strip_prefix('`')?.strip_suffix('`'));
    matches!(value, "$HOSTNAME" | "${HOSTNAME}")
        || command.is_some_and(|command| {
            let mut words = command.split_whitespace();
            words.next() == Some("hostname") && words.all(|word| word.starts_with('-'))
        })
}

/// Whether a value is the list of nodes, as it is or cut at a comma.
fn is_list(value: &str) -> bool {
    const LISTS: [&str; 2] = ["SLURM_NODELIST", "SLURM_JOB_NODELIST"];
    let is_variable = |text: &str| {
        let text = text.trim().trim_matches('"');
        LISTS.iter().any(|name| {
            text.strip_prefix('$').is_some_and(|rest| {
                rest == *name || rest == format!("{{{name}}}") || rest == format!("{{{name}%%,*}}")
            })
        })
    };
    if is_variable(value) {
        return true;
    }
    let Some(command) = value.strip_prefix("$(").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let mut parts = command.split('|').map(str::trim);
    let prints = parts.next().and_then(|first| first.strip_prefix("echo ")).is_some_and(is_variable);
    let takes =
        |part: &str| part.starts_with("head") || part.starts_with("cut -d") || part.starts_with("cut -f");
    prints && parts.all(takes)
}
