//! A job of several nodes starts its program on the first one alone.
//!
//! The script itself runs once, on the first node. Only what `srun` (or `mpirun`) starts runs on all of them; without it
//! the other nodes are paid for and idle, and a launcher that waits for them gives up after a while.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=4
//! torchrun --nnodes=4 --nproc_per_node=8 train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=4
//! head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
//! srun torchrun --nnodes=4 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint="$head:29500" train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Job, Step};
use crate::rules::launch::{has_several_nodes, is_trivial, started};
use crate::rules::{Check, Facts, Finding, RuleDef};
use crate::shell::is_python;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "only-first-node-used", severity: Severity::Warning, check: Check::Job(check) };

/// Programs that do nothing on other nodes.
const LOCAL: &[&str] = &[
    "source",
    ".",
    "cd",
    "set",
    "module",
    "conda",
    "mamba",
    "pip",
    "pip3",
    "export",
    "unset",
    "ulimit",
    "exit",
    "wait",
    "scontrol",
    "head",
    "tail",
    "tee",
    "tr",
    "cut",
    "grep",
    "sed",
    "awk",
    "seq",
    "dirname",
    "basename",
    "realpath",
    "shift",
    "chmod",
    "cp",
    "mv",
    "ln",
    "touch",
    "wc",
    "sort",
    "trap",
    "nproc",
    "command",
    "huggingface-cli",
    "wandb",
];

#[expect(clippy::trivially_copy_pass_by_ref, reason = "subjects are given by reference")]
fn check(job: &&Job, _: &Facts<'_>) -> Option<Finding> {
    let [request] = job.requests.as_slice() else { return None };
    if !has_several_nodes(job) {
        return None;
    }
    let mut program = None;
    for step in job.steps.iter().filter(|step| step.parent.is_none()) {
        match step.command {
            Command::Torchrun | Command::Accelerate => program = program.or(Some(step)),
            Command::Other if is_python(step.program()) && runs_a_file(step) => {
                program = program.or(Some(step));
            }
            Command::Other if is_python(step.program()) => {}
            Command::Srun if step.substitution || started(step).is_some_and(is_trivial) => {}
            Command::Other if LOCAL.contains(&step.program()) || is_trivial(step.program()) => {}
            // It may bring the program to the other nodes.
            _ => return None,
        }
    }
    let step = program.filter(|step| !step.conditional && !step.substitution)?;
    let nodes = request.nodes.as_ref()?;
    Some(
        Finding::new(format!("the job has {} nodes, and its program runs on the first one alone", nodes.min))
            .at(&step.place, "the script runs this once, on the first node")
            .and(&nodes.place, "the others are idle")
            .help("put `srun` in front of it, so that it is started on every node"),
    )
}

/// Whether a Python runs a file, not a line of text or a module.
fn runs_a_file(step: &Step) -> bool {
    let mut words = step.words.iter().skip(1).map(|word| word.text.as_str());
    words.find(|word| !word.starts_with('-') || *word == "-c" || *word == "-m").is_some_and(is_file)
}

fn is_file(word: &str) -> bool {
    std::path::Path::new(word).extension().is_some_and(|extension| extension == "py")
}
