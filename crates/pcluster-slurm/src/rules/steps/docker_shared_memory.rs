//! A container of Docker has 64 MiB of shared memory.
//!
//! That is Docker's default. Data loaders of PyTorch hand batches over in shared memory, and NCCL exchanges data of GPUs on
//! a node there: both fail when it is full ("bus error"). PyTorch's own documentation asks for `--ipc=host` or
//! `--shm-size`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! docker run --rm --gpus all -v /fsx:/fsx pytorch torchrun --nproc_per_node=8 /fsx/train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! docker run --rm --gpus all --ipc=host -v /fsx:/fsx pytorch torchrun --nproc_per_node=8 /fsx/train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "docker-shared-memory", severity: Severity::Warning, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    // Without GPUs it is seldom a container for training.
    let is_for_gpus = step.command == Command::Docker
        && (step.option("gpus").is_some() || step.option("runtime").is_some());
    let has = step.may_have(&["ipc", "shm-size"])
        || step
            .options
            .iter()
            .any(|option| option.value.as_ref().is_some_and(|value| value.text.contains("/dev/shm")));
    (is_for_gpus && !has).then(|| {
        Finding::new("this container has 64 MiB of shared memory, too little for data loaders and NCCL")
            .at(&step.place, "without `--ipc` and `--shm-size`")
            .help("write `docker run --ipc=host`, or give it memory with `--shm-size=32g`")
    })
}
