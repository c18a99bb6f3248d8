//! A container of Docker on several nodes with EFA does not get to the EFA interfaces.
//!
//! They are devices in `/dev/infiniband`, need memory that stays in place (`--ulimit memlock=-1`), and the ranks find each
//! other over the network of the host. Docker gives a container none of these by itself, and NCCL falls back to TCP in
//! silence. Containers of pyxis and enroot need nothing of it: enroot mounts `/dev` as it is and shares the network.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=1
//! #SBATCH --gpus-per-node=8
//! srun docker run --rm --gpus all --ipc=host --network=host pytorch /fsx/train.sh
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=1
//! #SBATCH --gpus-per-node=8
//! srun docker run --rm --gpus all --ipc=host --network=host --device=/dev/infiniband --ulimit memlock=-1 \
//!   pytorch /fsx/train.sh
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Step};
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "docker-without-efa", severity: Severity::Warning, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let has_efa = !view.partitions.is_empty()
        && view.partitions.iter().all(|partition| partition.groups.iter().all(|group| group.efa));
    let is_it = step.command == Command::Docker && !step.open && has_efa;
    if !is_it || !Launch::of(view.job, step).is_on_several_nodes() {
        return None;
    }
    let is_privileged = step.option("privileged").is_some();
    let mut missing = Vec::new();
    if !is_privileged && !names(step, &["device", "v", "volume", "mount"], "/dev/infiniband") {
        missing.push("`--device=/dev/infiniband`");
    }
    if !names(step, &["ulimit"], "memlock") && step.option("cap-add").is_none() && !is_privileged {
        missing.push("`--ulimit memlock=-1`");
    }
    if !names(step, &["network", "net"], "host") {
        missing.push("`--network=host`");
    }
    (!missing.is_empty()).then(|| {
        Finding::new("this container does not get to the EFA interfaces: NCCL falls back to TCP, or fails")
            .at(&step.place, "its nodes have EFA")
            .help(format!("add {}", missing.join(" and ")))
    })
}

/// Whether an option of one of these names has a text in its value.
fn names(step: &Step, names: &[&str], text: &str) -> bool {
    step.options.iter().any(|option| {
        names.contains(&option.name.as_str())
            && option.value.as_ref().is_some_and(|value| !value.literal || value.text.contains(text))
    })
}
