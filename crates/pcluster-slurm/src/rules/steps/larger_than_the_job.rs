//! A program is to be started on more than the job has.
//!
//! `srun` can only use what `sbatch` was given: it ends at once with an error, and so does the script where it stops at
//! errors.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=4
//! srun --nodes=4 --gpus-per-node=8 python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! srun --nodes=1 --ntasks=1 --gpus-per-node=8 python prepare.py
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Request};
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "larger-than-the-job", severity: Severity::Error, check: Check::StepEach(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let [job] = view.job.requests.as_slice() else { return Vec::new() };
    if view.step.command != Command::Srun {
        return Vec::new();
    }
    let step = &view.step.request;
    nodes(step, job).into_iter().chain(gpus(step, job)).collect()
}

fn nodes(step: &Request, job: &Request) -> Option<Finding> {
    let (asked, has) = (step.nodes.as_ref()?, job.nodes.as_ref()?);
    let most = has.max.unwrap_or(has.min);
    (asked.min > most).then(|| {
        Finding::new(format!("`srun` asks for {} nodes of a job that has {most}", asked.min))
            .at(&asked.place, "more than the job has")
            .and(&has.place, "the job asks for them here")
            .help("ask for more in the `#SBATCH` lines, or leave the option of `srun` out: it uses all nodes of the job")
    })
}

fn gpus(step: &Request, job: &Request) -> Option<Finding> {
    let (asked, has) = (step.gpus_per_node.as_ref()?, job.gpus_per_node.as_ref()?);
    let (wanted, given) = (asked.total(), has.total());
    (wanted > given).then(|| {
        Finding::new(format!("`srun` asks for {wanted} GPUs a node of a job that has {given}"))
            .at(&asked.place, "more than the job has")
            .and(&has.place, "the job asks for them here")
            .help("ask for more in the `#SBATCH` lines, or leave the option of `srun` out: it uses all GPUs of the job")
    })
}
