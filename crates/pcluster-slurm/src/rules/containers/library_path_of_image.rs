//! The script sets a search path that the image of the container sets as well.
//!
//! pyxis brings the variables of the job into the container, but those that the image sets itself win. Images with CUDA set
//! `LD_LIBRARY_PATH` and `PATH`, so that the plugin of AWS for NCCL is not found, and NCCL falls back to TCP in silence.
//! `--container-env` lets the job's own value win.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export LD_LIBRARY_PATH=/opt/amazon/ofi-nccl/lib:$LD_LIBRARY_PATH
//! srun --container-image=/fsx/pytorch.sqsh python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export LD_LIBRARY_PATH=/opt/amazon/ofi-nccl/lib:$LD_LIBRARY_PATH
//! srun --container-image=/fsx/pytorch.sqsh --container-env=LD_LIBRARY_PATH python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Job};
use crate::rules::{Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "library-path-of-image", severity: Severity::Info, check: Check::Job(check) };

#[expect(clippy::trivially_copy_pass_by_ref, reason = "subjects are given by reference")]
fn check(job: &&Job, _: &Facts<'_>) -> Option<Finding> {
    const NAME: &str = "LD_LIBRARY_PATH";
    let mut sruns = job.steps.iter().filter(|step| step.command == Command::Srun);
    // Where a program runs outside of containers as well, the path is for that one.
    let is_contained = |step: &&crate::job::Step| step.option("container-image").is_some();
    let step = sruns.clone().find(is_contained)?;
    if !sruns.all(|step| is_contained(&step) && !step.may_have(&["container-env"])) {
        return None;
    }
    let mut variables = job.environment.iter().rev();
    let variable = variables.find(|variable| variable.exported && variable.name.value == NAME)?;
    Some(
        Finding::new(format!("`{NAME}` of the image wins over this one, if the image sets it"))
            .at(&variable.name.place, "images with CUDA set it")
            .and(&step.place, "starts the container")
            .help(format!("give `srun` the option `--container-env={NAME}`, or set it in the container")),
    )
}
