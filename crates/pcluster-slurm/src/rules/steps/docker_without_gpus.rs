//! A container of Docker is not given the GPUs of the node.
//!
//! Docker shows a container the GPUs only with `--gpus`, or with the runtime of NVIDIA. What Slurm gave the job does not
//! matter to it: `--gpus all` are all of the node.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! docker run --rm --ipc=host -v /fsx:/fsx pytorch python /fsx/train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! docker run --rm --gpus all --ipc=host -v /fsx:/fsx pytorch python /fsx/train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::gpus_a_node;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "docker-without-gpus", severity: Severity::Warning, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let asks = view.job.requests.iter().any(|request| gpus_a_node(request).is_some_and(|gpus| gpus > 0));
    let device = step.options.iter().any(|option| {
        option.name == "device" && option.value.as_ref().is_some_and(|value| value.text.contains("nvidia"))
    });
    let misses =
        step.command == Command::Docker && !step.may_have(&["gpus", "runtime", "privileged"]) && !device;
    (misses && asks).then(|| {
        Finding::new("the job asks for GPUs, and this container sees none")
            .at(&step.place, "without `--gpus`")
            .help("write `docker run --gpus all`")
    })
}
