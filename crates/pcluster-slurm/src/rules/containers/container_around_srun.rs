//! The whole script runs in a container, and starts `srun` in there.
//!
//! `--container-image` in an `#SBATCH` line has pyxis run the script itself in the container, where the commands of Slurm
//! and their configuration usually are not. The option belongs to the `srun` that starts the program.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --container-image=/fsx/pytorch.sqsh
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/pytorch.sqsh python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Source};
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "container-around-srun", severity: Severity::Warning, check: Check::Container(check) };

fn check(view: &ContainerView<'_>, _: &Facts<'_>) -> Option<Finding> {
    if view.step.is_some() || view.job.source != Source::Script {
        return None;
    }
    let image = view.container.image.as_ref()?;
    let srun = view.job.steps.iter().find(|step| step.command == Command::Srun)?;
    Some(
        Finding::new("this `srun` runs in the container of the script, where Slurm usually is not")
            .at(&srun.place, "in the container")
            .and(&image.place, "the whole script runs in it")
            .help("move the `--container-...` options from the `#SBATCH` lines to `srun`"),
    )
}
